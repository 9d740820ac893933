// Holds exchanges of HTTP to openapi.yaml. It shares no code with server or SDK, so it is a third party to both.
import {readFileSync} from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {parse} from 'yaml';

/** {spec, routes, seen, check(exchange, complain)}; an exchange is what the contract tests record. */
export function contractOf(specFile) {
  const spec = parse(readFileSync(specFile, 'utf8'));
  const ajv = new Ajv({strict: false, allErrors: true});
  addFormats(ajv);
  ajv.addSchema({$id: 'parvis:openapi', ...spec});

  const seen = new Set();

  const escapePointer = (name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
  const validatorAt = (...path) => ajv.getSchema('parvis:openapi#/' + path.map(escapePointer).join('/'));

  /** Follows `$ref`s of responses, parameters and bodies; answers the object and where it stands. */
  function resolve(path) {
    const value = path.reduce((node, name) => node?.[name], spec);
    return value?.$ref ? resolve(value.$ref.slice(2).split('/')) : {value, path};
  }

  let complain;

  const routes = Object.keys(spec.paths).map((template) => ({
    template,
    pattern: new RegExp('^' + template.replace(/[.+*?^$()[\]\\|]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+') + '$'),
  }));
  const exact = (path) => routes.find((route) => route.template === path);
  const routeOf = (path) => exact(path) ?? routes.find((route) => route.pattern.test(path));

  const essence = (contentType) => (contentType ?? '').split(';')[0].trim().toLowerCase();

  function checkBody(contentPath, content, type, body, label, example) {
    const media = Object.keys(content).find((name) => essence(name) === essence(type)) ??
      Object.keys(content).find((name) => name.endsWith('/*') && essence(type).startsWith(name.slice(0, -1)));
    if (!media) return complain(`${label}: content type "${essence(type)}" is not declared`, example);
    if (!content[media].schema || !(media.includes('json') || content[media].schema.type !== 'string')) return;
    let value;
    try {
      value = JSON.parse(body);
    } catch {
      return complain(`${label}: not JSON`, example);
    }
    const validate = validatorAt(...contentPath, media, 'schema');
    if (validate(value)) return;
    for (const error of validate.errors.slice(0, 3)) {
      complain(`${label}: ${error.instancePath.replace(/\/\d+/g, '/#')} ${error.message} ${JSON.stringify(error.params)}`, example);
    }
  }

  function checkRequest(base, operation, exchange, label, example) {
    const declared = [...(spec.paths[base[1]].parameters ?? []).map((_, i) => ['paths', base[1], 'parameters', i]),
                      ...(operation.parameters ?? []).map((_, i) => [...base, 'parameters', i])]
      .map((path) => resolve(path).value);
    const query = new URL(exchange.target, 'http://server').searchParams;
    for (const name of new Set(query.keys())) {
      if (!declared.some((parameter) => parameter.in === 'query' && parameter.name === name)) {
        complain(`${label}: query parameter "${name}" is not declared`, example);
      }
    }
    for (const parameter of declared) {
      if (parameter.in === 'query' && parameter.required && !query.has(parameter.name)) {
        complain(`${label}: answered without the required query parameter "${parameter.name}"`, example);
      }
    }
    if (exchange.request && operation.requestBody) {
      const body = resolve([...base, 'requestBody']);
      checkBody([...body.path, 'content'], body.value.content, exchange.requestType ?? 'text/plain', exchange.request, `${label} request`, example);
    }
  }

  function check(exchange, tell) {
    complain = tell;
    const example = JSON.stringify(exchange).slice(0, 600);
    const path = new URL(exchange.target, 'http://server').pathname;
    const route = routeOf(path);
    const operation = route && spec.paths[route.template][exchange.method.toLowerCase()];
    if (!operation) {
      if (![404, 405, 501].includes(exchange.status)) complain(`${exchange.method} ${path} is not declared, yet answers ${exchange.status}`, example);
      return;
    }
    const base = ['paths', route.template, exchange.method.toLowerCase()];
    const label = `${exchange.method} ${route.template} ${exchange.status}`;
    seen.add(label);
    if (exchange.status < 300) checkRequest(base, operation, exchange, label, example);
    const status = operation.responses[exchange.status] ? String(exchange.status) : 'default';
    if (!operation.responses[status]) return complain(`${label}: this status is not declared`, example);
    const response = resolve([...base, 'responses', status]);
    for (const [name, header] of Object.entries(response.value.headers ?? {})) {
      if (header.required && !(name.toLowerCase() in exchange.headers)) complain(`${label}: the header ${name} is missing`, example);
    }
    if (response.value.content && exchange.method !== 'HEAD') {
      checkBody([...response.path, 'content'], response.value.content, exchange.headers['content-type'], exchange.response, label, example);
    } else if (exchange.response) {
      complain(`${label}: an answer with a body, none is declared`, example);
    }
  }

  return {spec, routes, seen, check};
}
