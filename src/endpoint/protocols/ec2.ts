import { EndpointError, excerpt } from '../errors';
import { FormCodec } from '../form-codec';
import type { FormDialect } from '../form-decoder';
import { xmlNameOf, type ServiceDescriptor } from '../descriptors';
import type { Protocol } from '../protocol';
import type { WireReply } from '../wire';
import { escapeXml, isXmlText } from '../xml-text';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function unknownParameter(parameter: string): EndpointError {
  return new EndpointError('UnknownParameter', `The parameter ${excerpt(parameter)} is not recognized`);
}

/** Lists have no part of their own: `InstanceId.1`, `Filter.1.Value.1` (reference: clients.md §1.1). */
const dialect: FormDialect = {
  memberKey(name, traits) {
    const xmlName = xmlNameOf(name, traits);
    return traits?.q ?? xmlName.charAt(0).toUpperCase() + xmlName.slice(1);
  },
  listKey: () => undefined,
  unknown: unknownParameter,
  misplaced: unknownParameter,
  invalid: (parameter, text, kind) =>
    isXmlText(text)
      ? new EndpointError(
          'InvalidParameterValue',
          `Value (${excerpt(text)}) for parameter ${parameter} is invalid. Parameter must be ${kind}.`,
        )
      : new EndpointError('InvalidCharacter', `The parameter ${parameter} contains a character that is not valid`),
};

function xmlReply(status: number, body: WireReply['body']): WireReply {
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body };
}

/** The protocol of Amazon EC2: a form in, XML out. Reference: clients.md §1; error codes: EC2 API Reference, Error codes. */
export function ec2Protocol(service: ServiceDescriptor): Protocol {
  const codec = new FormCodec(service, dialect);
  // The SDK's schemas have the namespace without the slash that EC2 writes behind it.
  const namespace = service.xmlNamespace.replace(/\/?$/, '/');

  return {
    speaks: () => true,
    actionOf({ form }) {
      const action = form.get('Action');
      if (!action) throw new EndpointError('MissingAction', 'The request is missing an action or a required parameter');
      const version = form.get('Version');
      if (!version) throw new EndpointError('MissingParameter', 'The request must contain the parameter Version');
      if (version !== service.version) {
        throw new EndpointError('NoSuchVersion', `The requested version (${excerpt(version)}) of service AmazonEC2 does not exist`);
      }
      return action;
    },
    decode: ({ form }, action) => codec.decode(form, action),
    encode(action, output, requestId) {
      // An action without an output says at least that it was done.
      const content = codec.content(action, output) ?? ['<return>true</return>'];
      const open = `<${action}Response xmlns="${namespace}">\n<requestId>${requestId}</requestId>`;
      return xmlReply(200, [declaration + open, ...content, `</${action}Response>`]);
    },
    encodeError({ code, message, status }, requestId) {
      const error = `<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>`;
      return xmlReply(status, `${declaration}<Response><Errors>${error}</Errors><RequestID>${requestId}</RequestID></Response>`);
    },
    unknownAction: (action) => new EndpointError('InvalidAction', `The action ${excerpt(action)} is not valid for this web service.`),
  };
}
