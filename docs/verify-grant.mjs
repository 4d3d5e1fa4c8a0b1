import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { createRemoteJWKSet, jwtVerify } from 'jose';

/** For a tool's server: `verify(grant, tool, args)` gives the claims, or throws for whatever no person signed. */
export function grantVerifier({ countersign, issuer }) {
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', countersign));
  return async (grant, tool, args) => {
    const { payload } = await jwtVerify(grant, keys, {
      algorithms: ['EdDSA'], // never what the token asks for
      typ: 'countersign-grant+jwt',
      issuer,
      audience: tool,
      requiredClaims: ['jti', 'sub', 'exp', 'nbf', 'argumentsHash'],
      clockTolerance: 5, // seconds that our clocks may be apart
    });
    const hash = createHash('sha256').update(canonicalize(args)).digest('hex');
    if (hash !== payload.argumentsHash) throw new Error('these are not the arguments that were signed');
    return payload;
  };
}
