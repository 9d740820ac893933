// The API reference as one HTML page without scripts, made of openapi.yaml: `referenceOf(spec)`.

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[c]);

// The little Markdown that the descriptions use: `code`, **strong**, paragraphs.
const inline = (text) => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>').replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
const prose = (text) => (text ?? '').trim().split(/\n\s*\n/).filter(Boolean).map((part) => `<p>${inline(part)}</p>`).join('');

const methods = ['get', 'post', 'put', 'delete'];
const anchorOf = (method, path) => `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`;
const nameOf = (ref) => ref.slice(ref.lastIndexOf('/') + 1);

export function referenceOf(spec) {
  const follow = (value) => (value?.$ref ? follow(value.$ref.slice(2).split('/').reduce((node, name) => node[name], spec)) : value);

  function operations() {
    return Object.entries(spec.paths).flatMap(([path, item]) =>
      methods.filter((method) => item[method]).map((method) => ({path, method, shared: item.parameters ?? [], ...item[method]})));
  }

  // What a schema says in one line: its type, and what limits it.
  function line(schema) {
    if (schema === true || schema === undefined) return 'anything';
    if (schema.$ref) return `<a href="#${nameOf(schema.$ref)}">${nameOf(schema.$ref)}</a>`;
    if ('const' in schema) return `<code>${escaped(JSON.stringify(schema.const))}</code>`;
    if (schema.enum) return schema.enum.map((one) => `<code>${escaped(one)}</code>`).join(' ');
    if (schema.type === 'array' && schema.prefixItems) return `list of ${[...schema.prefixItems.map(line), ...(schema.items ? [`${line(schema.items)} …`] : [])].join(', ')}`;
    if (schema.type === 'array') return `list of ${line(schema.items)}`;
    if (schema.allOf) return schema.allOf.map(line).join(' and ');
    if (schema.oneOf && !schema.oneOf.some((one) => one.properties)) return schema.oneOf.map(line).join(' or ');
    const type = [schema.type ?? 'object'].flat().join(' or ');
    return escaped(type) + limits(schema);
  }

  function limits({minimum, maximum, minLength, maxLength, minItems, maxItems, pattern}) {
    const between = (low, high, what) => (low === undefined && high === undefined ? [] :
      [low === undefined ? `at most ${high}${what}` : high === undefined ? `at least ${low}${what}` : `${low} to ${high}${what}`]);
    const said = [...between(minimum, maximum, ''), ...between(minLength, maxLength, ' characters'), ...between(minItems, maxItems, ' items')];
    return (said.length ? `, ${said.join(', ')}` : '') + (pattern ? `, <code>${escaped(pattern)}</code>` : '');
  }

  // A schema's members, its parts of `allOf` included, as rows.
  function members(schema, depth = 0) {
    const here = follow(schema);
    const parts = (here.allOf ?? []).map((part) => members(part, depth)).join('');
    const required = new Set(here.required ?? []);
    return parts + Object.entries(here.properties ?? {}).map(([name, member]) => member === true ? '' :
      `<tr><th scope="row" class="d${depth}"><code>${escaped(name)}</code>${required.has(name) ? '' : ' <small>optional</small>'}</th>` +
      `<td>${line(member)}${member.description ? ` <span>${inline(member.description)}</span>` : ''}</td></tr>` + inner(member, depth + 1)).join('');
  }

  // Objects that have no name of their own are shown where they stand.
  function inner(schema, depth) {
    if (schema.$ref || depth > 4) return '';
    if (schema.type === 'array' && schema.items) return inner(schema.items, depth);
    return schema.properties || schema.allOf ? members(schema, depth) : '';
  }

  function shape(schema) {
    if (!schema) return '';
    if (schema.$ref) return `<p>${line(schema)}</p>`;
    const variants = schema.oneOf?.filter((one) => one.properties) ?? [];
    if (variants.length) return variants.map((one) => shape(one)).join('<p class="or">or</p>');
    const rows = schema.type === 'array' ? inner(schema, 0) : members(schema);
    return `${schema.type === 'array' || !rows ? `<p>${line(schema)}</p>` : ''}${rows ? `<table><tbody>${rows}</tbody></table>` : ''}`;
  }

  function parameters({shared, parameters: own = []}) {
    const all = [...shared, ...own].map(follow);
    if (!all.length) return '';
    const rows = all.map(({name, required, description, schema}) =>
      `<tr><th scope="row"><code>${escaped(name)}</code>${required ? '' : ' <small>optional</small>'}</th><td>${line(schema)} ${prose(description)}</td></tr>`);
    return `<h4>Query</h4><table><tbody>${rows.join('')}</tbody></table>`;
  }

  function body({requestBody}) {
    const content = follow(requestBody)?.content;
    if (!content) return '';
    const types = Object.keys(content);
    return `<h4>Body</h4><p class="types">${types.map((type) => `<code>${escaped(type)}</code>`).join(' or ')}</p>${shape(content[types[0]].schema)}`;
  }

  function response([status, declared]) {
    const {description, content = {}, headers = {}} = follow(declared);
    const problem = Object.keys(content).includes('application/problem+json');
    const named = Object.keys(headers).filter((name) => !['Access-Control-Allow-Origin', 'Cache-Control'].includes(name));
    const type = Object.keys(content)[0];
    return `<dt><span class="status s${status[0]}">${escaped(status)}</span></dt><dd>${prose(description)}` +
      (named.length ? `<p>Headers: ${named.map((name) => `<code>${escaped(name)}</code>`).join(' ')}</p>` : '') +
      (problem ? '<p><a href="#Problem">Problem</a></p>' : type ? `<p class="types"><code>${escaped(type)}</code></p>${shape(content[type].schema)}` : '') + '</dd>';
  }

  function operation(one) {
    const id = anchorOf(one.method, one.path);
    return `<section id="${id}"><h3><span class="method ${one.method}">${one.method.toUpperCase()}</span> <code>${escaped(one.path)}</code></h3>` +
      `<p class="summary">${inline(one.summary ?? '')}</p>${prose(one.description)}${parameters(one)}${body(one)}` +
      `<h4>Answers</h4><dl>${Object.entries(one.responses).map(response).join('')}</dl></section>`;
  }

  const schemas = Object.entries(spec.components.schemas);
  const all = operations();
  const item = (href, text) => `<li><a href="#${href}">${text}</a></li>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(spec.info.title)} API</title>
<link rel="stylesheet" href="docs.css">
</head>
<body>
<nav aria-label="Contents">
<h2>Requests</h2>
<ul>${all.map((one) => item(anchorOf(one.method, one.path), `<span class="method ${one.method}">${one.method.toUpperCase()}</span> ${escaped(one.path)}`)).join('')}</ul>
<h2>Values</h2>
<ul>${schemas.map(([name]) => item(name, name)).join('')}</ul>
</nav>
<main>
<h1>${escaped(spec.info.title)} API</h1>
${prose(spec.info.description)}
<h2>Requests</h2>
${all.map(operation).join('\n')}
<h2>Values</h2>
${schemas.map(([name, schema]) => `<section id="${name}"><h3>${name}</h3>${prose(schema.description)}${shape(schema)}</section>`).join('\n')}
</main>
</body>
</html>
`;
}
