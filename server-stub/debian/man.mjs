// The manual pages of parvis-server, one for each command, from what it says of itself:
// node man.mjs PARVIS_SERVER VERSION FOLDER
import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

const [program, version, folder] = process.argv.slice(2);
const kFiles = `.TP
.I /etc/parvis/parvis.conf
Configuration of the service; every key is a long option.
.TP
.I /var/lib/parvis/parvis.db
The database of the service.`;

const escape = (text) => text.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/^([.'])/gm, '\\&$1');

// What --help says: a sentence, then sections of entries, each a name and, indented or to its right, its meaning.
function describe(command) {
  const [sentence, , ...lines] = execFileSync(program, [...command, '--help'], {encoding: 'utf8'}).split('\n');
  const sections = {};
  let entries = [];
  for (const line of lines) {
    const heading = /^([A-Z]\w+):$/.exec(line);
    if (heading) entries = sections[heading[1]] = [];
    const entry = /^ {2}(\S.*?)(?: {2,}(.*))?$/.exec(line);
    if (entry) entries.push({name: entry[1], meaning: entry[2] ?? ''});
    else if (/^ {4,}\S/.test(line)) entries.at(-1).meaning = `${entries.at(-1).meaning} ${line.trim()}`.trim();
  }
  return {sentence, sections};
}

const list = (entries) => entries.map(({name, meaning}) => `.TP\n.B ${escape(name)}\n${escape(meaning)}`).join('\n');

function body(command, {sections}, heading) {
  const parts = [];
  for (const [name, entries] of Object.entries(sections)) {
    if (name === 'Subcommands') continue;
    parts.push(`${heading} ${name.toUpperCase()}`, list(entries));
  }
  for (const {name} of sections.Subcommands ?? []) {
    const below = describe([...command, name]);
    parts.push(`.SS ${escape([...command, name].join(' '))}`, escape(below.sentence), body([...command, name], below, '.P\n.B'));
  }
  return parts.join('\n');
}

function page(command, said) {
  const name = ['parvis-server', ...command].join('-');
  const main = command.length === 0;
  return `.TH ${name.toUpperCase()} 1 "" "Parvis ${version}" "Parvis"
.SH NAME
${escape(name)} \\- ${escape(said.sentence)}
.SH SYNOPSIS
.B ${escape(['parvis-server', ...(main ? ['[OPTIONS]', 'COMMAND'] : command)].join(' '))}
${main ? '' : '[OPTIONS] ...'}
.SH DESCRIPTION
${escape(said.sentence)}.
${main ? `.SH COMMANDS\nEach has a page of its own.\n${list(said.sections.Subcommands)}` : ''}
${body(command, main ? {sections: {...said.sections, Subcommands: undefined}} : said, '.SH')}
.SH FILES
${kFiles}
.SH SEE ALSO
${main ? said.sections.Subcommands.map((one) => `.BR parvis\\-server\\-${one.name} (1)`).join(',\n') : '.BR parvis\\-server (1)'}
`.replace(/\n{2,}/g, '\n');
}

const write = (name, text) => writeFileSync(join(folder, `${name}.1.gz`), gzipSync(text, {level: 9}));
mkdirSync(folder, {recursive: true});
const all = describe([]);
write('parvis-server', page([], all));
for (const {name} of all.sections.Subcommands) {
  write(`parvis-server-${name}`, page([name], describe([name])));
}
