// An OpenID provider on a free port, for the tests of logging in: who logs in as "kaisa" is a coordinator of Malmi. Says its address when it is ready.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [, , callback] = process.argv;
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: "peerwork-pages",
      token_endpoint_auth_method: "none",
      redirect_uris: [callback],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["name", "roles", "centres"] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: "Kaisa Provider", roles: ["coordinator"], centres: ["Malmi"] }),
    }),
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
