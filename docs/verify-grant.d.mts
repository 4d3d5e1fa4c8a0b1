export function grantVerifier(of: {
  /** Where Countersign is reached. */
  countersign: string;
  /** The claim `iss`. */
  issuer: string;
}): (grant: string, tool: string, args: unknown) => Promise<Record<string, unknown>>;
