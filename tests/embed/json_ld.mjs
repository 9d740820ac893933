// JSON-LD against schema.org's vocabulary: the TypeScript types of npm schema-dts hold every class and property of it,
// and a literal with a property that its class does not have is no valid program.
import ts from 'typescript';

const kHead = "import type {DiscussionForumPosting, WithContext} from 'schema-dts';\n";

/** What is wrong with these objects; an empty list when nothing is. */
export function vocabularyErrors(objects) {
  const name = 'json-ld-under-test.ts';
  const source = kHead + objects.map((one, i) => `export const a${i}: WithContext<DiscussionForumPosting> = ${JSON.stringify(one, null, 1)};\n`).join('');
  const options = {strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler};
  const host = ts.createCompilerHost(options);
  const {getSourceFile, fileExists, readFile} = host;
  host.getSourceFile = (file, ...rest) => (file === name ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(file, ...rest));
  host.fileExists = (file) => file === name || fileExists(file);
  host.readFile = (file) => (file === name ? source : readFile(file));
  return ts.getPreEmitDiagnostics(ts.createProgram([name], options, host)).map(({messageText}) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** The JSON-LD objects of a piece of HTML, found as a browser finds them. */
export const jsonLdOf = (html) =>
  [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script/gi)].map(([, text]) => JSON.parse(text));
