import { EndpointError } from './errors';

/** A thousand resources with fifty tags each are sent as 1,100 parameters. */
const mostParameters = 20_000;
const longestName = 1024;

/** The parameters of a request by name, in the order sent. */
export type Form = ReadonlyMap<string, string>;

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new EndpointError('MalformedQueryString', 'The query string contains a syntax error');
  }
}

/**
 * Parses `application/x-www-form-urlencoded` texts (a query string, a body) into one form.
 * @throws MalformedQueryString for a broken percent-encoding, InvalidQueryParameter for a name given twice. EC2 API Reference, Common error codes.
 */
export function parseForm(...texts: readonly string[]): Form {
  const form = new Map<string, string>();
  for (const text of texts) {
    for (let start = 0; start < text.length;) {
      const ampersand = text.indexOf('&', start);
      const end = ampersand < 0 ? text.length : ampersand;
      if (end > start) addPair(form, text.slice(start, end));
      start = end + 1;
    }
  }
  return form;
}

function addPair(form: Map<string, string>, pair: string): void {
  const equals = pair.indexOf('=');
  const name = decode(equals < 0 ? pair : pair.slice(0, equals));
  if (name.length > longestName) throw new EndpointError('MalformedQueryString', 'The name of a parameter is too long');
  if (form.has(name)) throw new EndpointError('InvalidQueryParameter', `The parameter ${name} is given more than once`);
  if (form.size >= mostParameters) {
    throw new EndpointError('MalformedQueryString', `The request has more than ${mostParameters} parameters`);
  }
  form.set(name, equals < 0 ? '' : decode(pair.slice(equals + 1)));
}
