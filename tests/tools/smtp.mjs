// A real SMTP server for tests. It prints one JSON object per line: first {"event":"listening","port":n}, then a line per mail or refusal.
// It ends when its standard input does, so that it never outlives the test that started it.
//
// node smtp.mjs [--mode normal|refuse|greylist|cut|late-cut] [--user name --password secret] [--hide-starttls]
//   refuse    550 for every recipient
//   greylist  451 for a recipient's first attempt
//   cut       takes the whole mail, then closes the connection without an answer
//   late-cut  answers 250 to the mail and closes the connection before QUIT
//   slow      takes three seconds to answer the mail
//   address   what the recipient's local part begins with: refuse-ada@example.org is refused
import { parseArgs } from "node:util";
import { SMTPServer } from "smtp-server";

const { values: options } = parseArgs({
  options: {
    mode: { type: "string", default: "normal" },
    user: { type: "string" },
    password: { type: "string" },
    "hide-starttls": { type: "boolean", default: false },
  },
});

const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });
const seen = new Set();
const modeFor = (address) => (options.mode === "address" ? address.split(/[-@]/)[0] : options.mode);

const server = new SMTPServer({
  authOptional: options.user === undefined,
  allowInsecureAuth: true,
  hideSTARTTLS: options["hide-starttls"],
  disableReverseLookup: true,
  closeTimeout: 100,

  onAuth(credentials, session, done) {
    const right = credentials.username === options.user && credentials.password === options.password;
    tell({ event: "auth", right, secure: session.secure });
    done(right ? null : refusal(535, "no"), right ? { user: options.user } : undefined);
  },

  onRcptTo({ address }, session, done) {
    if (modeFor(address) === "refuse") {
      tell({ event: "refused", to: address });
      return done(refusal(550, `<${address}> unknown here`));
    }
    if (modeFor(address) === "greylist" && !seen.has(address)) {
      seen.add(address);
      tell({ event: "greylisted", to: address });
      return done(refusal(451, `<${address}> come back later`));
    }
    done();
  },

  onData(stream, session, done) {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      const mode = modeFor(session.envelope.rcptTo[0].address);
      const kept = mode !== "cut";
      tell({
        event: kept ? "mail" : "cut",
        secure: session.secure,
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map(({ address }) => address),
        raw: Buffer.concat(chunks).toString("base64"),
      });
      if (mode === "slow") {
        setTimeout(done, 3000);
      } else if (kept) {
        done();
      }
      if (mode === "cut" || mode === "late-cut") {
        for (const connection of server.connections) {
          connection._socket.end();
        }
      }
    });
  },
});

server.on("error", () => {}); // a client that leaves early is part of the tests
server.listen(0, "127.0.0.1", () => tell({ event: "listening", port: server.server.address().port }));
process.stdin.on("end", () => process.exit(0)).resume();
