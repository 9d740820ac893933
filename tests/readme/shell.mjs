// Shell snippets: known commands with known words; what can run without touching the machine is run.
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {startStub} from '../../server-stub/testing/index.mjs';
import {startParvis} from './server.mjs';

export async function checkShell(snippets, {binary, scratch, api}, check) {
  const help = execFileSync('./dev', ['help'], {encoding: 'utf8'});
  const presets = JSON.parse(readFileSync('CMakePresets.json', 'utf8')).configurePresets.map((preset) => preset.name);
  for (const snippet of snippets.filter((one) => one.lang === 'sh')) {
    execFileSync('bash', ['-n'], {input: snippet.text});
    for (const line of linesOf(snippet.text)) {
      await check(`$ ${line}`, () => checkLine(line));
    }
  }

  function checkLine(line) {
    const [command, ...words] = line.split(/\s+/);
    if (command === './dev') return new RegExp(`^  ${words[0]} `, 'm').test(help);
    if (command === 'parvis-server' && words[0] === '--stub') return stubs(words.slice(1));
    if (command === 'parvis-server' && words[0] === 'serve') return serves(words.slice(1));
    if (command === 'parvis-server' || command === 'curl') return runs(line);
    if (command === 'cmake') return !words.includes('--preset') || presets.includes(words[words.indexOf('--preset') + 1]);
    if (['sudo', 'git', 'cp', 'systemctl'].includes(command)) return words.filter((word) => /^(examples|sdk)\//.test(word)).every((file) => existsSync(file));
    return false;
  }

  async function stubs(words) {
    const seeds = words.filter((word, index) => words[index - 1] === '--seed');
    const stub = await startStub({program: binary, seeds});
    return (await stub.stop()) === 0;
  }

  async function serves(words) {
    const args = words.map((word, index) => (words[index - 1]?.endsWith('port') ? '0' : word))
      .map((word, index) => (words[index - 1] === '--db' ? `${scratch}/${word.replaceAll('/', '-')}` : word));
    const server = await startParvis(binary, args);
    return (await server.stop()) === 0;
  }

  function runs(line) {
    const here = line.replaceAll('https://community.example', api).replaceAll('http://127.0.0.1:8080', api)
      .replace(/--db (\S+)/, (_, file) => `--db ${scratch}/${file.replaceAll('/', '-')}`)
      .replace(/(?<=\s)[\w-]+\.(?:db|jsonl)(?=\s|$)/g, (file) => `${scratch}/${file}`);
    execFileSync('bash', ['-ec', here], {env: {...process.env, PATH: `${dirname(binary)}:${process.env.PATH}`}, timeout: 20000, stdio: ['ignore', 'pipe', 'pipe']});
    return true;
  }
}

function linesOf(text) {
  return text.replaceAll('\\\n', ' ').split('\n').map((line) => line.replace(/(^|\s+)#.*$/, '').trim()).filter(Boolean);
}
