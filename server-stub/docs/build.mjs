// Writes docs.html and docs.css, the API reference, into a folder of web files: node build.mjs FOLDER.
import {copyFileSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parse} from 'yaml';
import {referenceOf} from './reference.mjs';

const here = dirname(fileURLToPath(import.meta.url));

export function buildReference(folder) {
  const spec = parse(readFileSync(join(here, '../openapi.yaml'), 'utf8'));
  writeFileSync(join(folder, 'docs.html'), referenceOf(spec));
  copyFileSync(join(here, 'docs.css'), join(folder, 'docs.css'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildReference(process.argv[2]);
