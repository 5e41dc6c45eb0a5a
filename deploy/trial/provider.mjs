// An OpenID provider for a trial on one machine. Never in earnest: whoever names a role at the log-in gets it, and the secret of each program is its name.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import Provider from "oidc-provider";

const issuer = "https://provider.localhost:8443";
const pages = "http://localhost:8080";
const roles = ["therapist", "peer-worker", "coordinator", "payroll", "planner", "administrator", "data-protection"];
const claims = (role) => ({ roles: [role], centres: ["Malmi"] });

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "peerwork-pages",
      token_endpoint_auth_method: "none",
      redirect_uris: [`${pages}/log-in/answer`],
      post_logout_redirect_uris: [pages],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
    // A program that asks as somebody with that role: its token is the one of the client credentials grant.
    ...roles.map((role) => ({ client_id: role, client_secret: role, redirect_uris: [], grant_types: ["client_credentials"], response_types: [] })),
  ],
  pkce: { required: () => true },
  claims: { openid: ["sub"], profile: ["name", "roles", "centres"] },
  conformIdTokenClaims: false,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: id, ...claims(id) }) }),
  extraTokenClaims: (_, token) => (token.kind === "ClientCredentials" ? claims(token.clientId) : undefined),
  features: {
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_, client) => (client.clientId === "peerwork-pages" ? undefined : "urn:peerwork"),
      getResourceServerInfo: () => ({ scope: "", audience: "peerwork", accessTokenFormat: "jwt", accessTokenTTL: 3600, jwt: { sign: { alg: "RS256" } } }),
    },
  },
});

createServer({ cert: readFileSync("/run/secrets/provider_certificate"), key: readFileSync("/run/secrets/provider_key") }, provider.callback())
  .listen(8443, () => console.log(`The trial's OpenID provider answers at ${issuer}`));
