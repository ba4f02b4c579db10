import { writeFile } from "node:fs/promises";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

const PATIENCE = 30_000;

/** A real SMTP server that keeps what it gets, also to be looked at; every letter is read once. */
export async function openPost(results) {
  const letters = [];
  let count = 0;
  const waiting = new Set();

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      take(stream, session.envelope).then(() => done(), done);
    },
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });

  async function take(stream, envelope) {
    const arrived = letter(await simpleParser(stream), envelope);
    count += 1;
    const name = `letter-${count}-${arrived.subject.replace(/[^a-z0-9]+/gi, "-").toLowerCase()}`;
    await writeFile(new URL(`${name}.html`, results), arrived.html);
    letters.push(arrived);
    for (const look of waiting) look();
  }

  /** The first unread letter to somebody whose subject matches; waits for it. */
  function letterTo(email, subject) {
    const next = () => {
      const found = letters.findIndex((one) => one.to === email && subject.test(one.subject));
      return found < 0 ? null : letters.splice(found, 1)[0];
    };
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = next();
        if (!found) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        waiting.delete(look);
        const there = letters.map((one) => `${one.to}: ${one.subject}`).join("; ") || "none";
        reject(new Error(`No letter to ${email} like ${subject}; unread: ${there}`));
      }, PATIENCE);
      waiting.add(look);
      look();
    });
  }

  return {
    url: `smtp://127.0.0.1:${server.server.address().port}`,
    letterTo,
    unreadTo: (email) => letters.filter((one) => one.to === email),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function letter(mail, envelope) {
  const text = mail.text ?? "";
  const html = mail.html || "";
  return {
    to: envelope.rcptTo[0]?.address,
    from: mail.from?.text ?? "",
    subject: mail.subject ?? "",
    text,
    html,
    /** The address in the text whose path starts so; the HTML must lead to the same. */
    link(path) {
      const found = new RegExp(`https?://[^\\s<>"]+?${path}[^\\s<>")]*`).exec(text)?.[0];
      if (!found) throw new Error(`No link to ${path} in "${mail.subject}":\n${text}`);
      if (!html.includes(found)) throw new Error(`The HTML of "${mail.subject}" lacks ${found}`);
      return found;
    },
  };
}
