// Firefox and WebKit by the protocols that they bring along: Marionette over a socket, WebDriver over HTTP. Just enough
// to open a page and run a function in it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const kStartMs = 60_000;
const kMiniBrowsers = ["4.1", "4.0"].map((version) => `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/webkit2gtk-${version}/MiniBrowser`);
export const kFirefox = process.env.PARVIS_FIREFOX ?? "/usr/bin/firefox-esr";
export const kWebKitDriver = process.env.PARVIS_WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

async function until(attempt, what) {
  const end = Date.now() + kStartMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what} did not start: ${error.message}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

// A process, and all that it started, in a home of its own.
function launch(program, args, home, env = {}) {
  const child = spawn(program, args, { stdio: "ignore", detached: true, env: { ...process.env, HOME: home, ...env } });
  child.on("error", () => {});
  const gone = new Promise((done) => child.once("close", done));
  return async () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await gone;
  };
}

const script = (run, given) => ({ script: `const done = arguments[arguments.length - 1]; (${run})(...arguments).then((value) => done({value}), (error) => done({error: String(error.stack ?? error)}));`, args: given });

function taken({ value, error } = {}) {
  if (error) throw new Error(error);
  return value;
}

export async function firefox() {
  const home = mkdtempSync(join(tmpdir(), "parvis-firefox-"));
  const port = await freePort();
  const prefs = { "marionette.port": port, "datareporting.policy.dataSubmissionEnabled": false, "app.update.enabled": false, "browser.shell.checkDefaultBrowser": false };
  writeFileSync(join(home, "user.js"), Object.entries(prefs).map((pair) => `user_pref(${JSON.stringify(pair).slice(1, -1)});`).join("\n"));
  const end = launch(kFirefox, ["--headless", "--no-remote", "--marionette", "--profile", home], home, { MOZ_HEADLESS: "1" });
  const socket = await until(() => new Promise((done, refuse) => {
    const attempt = connect(port, "127.0.0.1", () => done(attempt)).on("error", refuse);
  }), "Firefox");
  const waiting = new Map();
  let said = Buffer.alloc(0);
  socket.on("data", (bytes) => {
    said = Buffer.concat([said, bytes]);
    for (;;) {
      const colon = said.indexOf(":");
      const length = Number(said.subarray(0, colon));
      if (colon < 0 || said.length < colon + 1 + length) return;
      const message = JSON.parse(said.subarray(colon + 1, colon + 1 + length));
      said = said.subarray(colon + 1 + length);
      if (Array.isArray(message)) waiting.get(message[1])?.(message);
    }
  });
  socket.on("error", () => {});
  let serial = 0;
  const call = (command, parameters = {}) =>
    new Promise((done, refuse) => {
      const id = ++serial;
      waiting.set(id, ([, , error, result]) => (error ? refuse(new Error(`${command}: ${error.message}`)) : done(result)));
      const text = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  await call("WebDriver:NewSession", {});
  await call("WebDriver:SetTimeouts", { script: kStartMs });
  return {
    open: (url) => call("WebDriver:Navigate", { url }),
    run: async (run, ...given) => taken((await call("WebDriver:ExecuteAsyncScript", script(run, given))).value),
    close: async () => {
      socket.destroy();
      await end();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export async function webkit() {
  const home = mkdtempSync(join(tmpdir(), "parvis-webkit-"));
  const port = await freePort();
  const { existsSync } = await import("node:fs");
  const binary = kMiniBrowsers.find(existsSync);
  const end = launch("xvfb-run", ["-a", kWebKitDriver, `--port=${port}`], home, { WEBKIT_DISABLE_COMPOSITING_MODE: "1" });
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.message}`);
    return value;
  };
  await until(() => call("GET", "/status"), "WebKitWebDriver");
  const options = { "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
  const { sessionId } = await call("POST", "/session", { capabilities: { alwaysMatch: options } });
  const at = `/session/${sessionId}`;
  await call("POST", `${at}/timeouts`, { script: kStartMs });
  return {
    open: (url) => call("POST", `${at}/url`, { url }),
    run: async (run, ...given) => taken(await call("POST", `${at}/execute/async`, script(run, given))),
    close: async () => {
      await call("DELETE", at).catch(() => {});
      await end();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
