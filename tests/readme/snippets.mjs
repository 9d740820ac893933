// The fenced snippets of a Markdown file, and its links.

/** [{lang, text, line}] in order. */
export function snippetsOf(markdown) {
  const found = [];
  let open = null;
  markdown.split('\n').forEach((line, index) => {
    const fence = /^```(\w*)$/.exec(line);
    if (!fence) open?.lines.push(line);
    else if (open) {
      found.push({lang: open.lang, line: open.line, text: open.lines.join('\n') + '\n'});
      open = null;
    } else open = {lang: fence[1], line: index + 1, lines: []};
  });
  if (open) throw new Error(`line ${open.line}: this fence is never closed`);
  return found;
}

/** Link and picture targets outside of code. */
export function linksOf(markdown) {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]);
}

/** The anchors that headings get, by GitHub's rule. */
export function anchorsOf(markdown) {
  return [...markdown.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.*)$/gm)]
    .map((match) => '#' + match[1].toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));
}
