/** "issue_refund" becomes "Issue refund". Codes stay beside the words wherever they matter. */
export function humanize(code: string): string {
  const parts = code
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\-.:/]+/g, ' ')
    .trim()
    .toLowerCase();
  return parts ? parts[0]!.toUpperCase() + parts.slice(1) : code;
}
