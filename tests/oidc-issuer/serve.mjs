// Two OpenID Connect issuers of npm's oidc-provider. Prints {"issuer", "other"}, and ends when its standard input does.
// A client gets a token by the grant client_credentials for a resource `urn:AUDIENCE:ALGORITHM:SECONDS`. Beside what the provider answers:
//   POST /test/rotate        other keys from now on
//   POST /test/away, /back   answers nothing meanwhile
//   GET  /test/id-token      an ID token, for the client that has the name of the audience
import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";

console.warn = () => {}; // it warns of the memory that it keeps everything in, and of the node that our tests ask for
const { Provider } = await import("oidc-provider");

const audience = "https://plans.example.com";
const scope = "openid plans:read plans:write costs:all";
const secret = "a secret of the tests, which opens nothing else";

async function issue(server) {
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  let [provider, away] = [await make(issuer, 1), false];
  let generation = 1;
  server.on("request", async (request, response) => {
    switch (`${request.method} ${request.url}`) {
      case "POST /test/rotate":
        provider = await make(issuer, ++generation);
        return response.end();
      case "POST /test/away":
        away = true;
        return response.end();
      case "POST /test/back":
        away = false;
        return response.end();
      case "GET /test/id-token":
        return response.end(await idToken(provider));
      default:
        return away ? request.socket.destroy() : provider.callback()(request, response);
    }
  });
  return issuer;
}

async function make(issuer, generation) {
  const keys = await Promise.all(["RS256", "PS256", "ES256", "RS512", "ES384"].map(async alg => {
    const { privateKey } = await generateKeyPair(alg, { extractable: true });
    return { ...(await exportJWK(privateKey)), alg, use: "sig", kid: `${alg}-${generation}` };
  }));
  const client = { client_secret: secret, grant_types: ["client_credentials"], redirect_uris: [], response_types: [] };
  return new Provider(issuer, {
    jwks: { keys },
    clients: [{ ...client, client_id: "somebody", scope }, { ...client, client_id: "stranger", scope }, { ...client, client_id: audience }],
    scopes: scope.split(" "),
    enabledJWA: { idTokenSigningAlgValues: ["RS256"] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, resource) => {
          const [, name, alg, seconds] = resource.split(":");
          return {
            audience: name === "plans" ? audience : `https://${name}.example.com`,
            scope, accessTokenFormat: "jwt", accessTokenTTL: Number(seconds),
            jwt: { sign: alg.startsWith("HS") ? { alg, key: Buffer.from(secret) } : { alg } },
          };
        },
      },
    },
  });
}

async function idToken(provider) {
  const client = await provider.Client.find(audience);
  const token = new provider.IdToken({ sub: "somebody" }, { ctx: { oidc: { client, entities: {} } }, client });
  token.scope = "openid";
  token.set("nonce", "n");
  return token.issue({ use: "idtoken" });
}

console.log(JSON.stringify({ issuer: await issue(createServer()), other: await issue(createServer()) }));
process.stdin.resume().on("end", () => process.exit(0));
