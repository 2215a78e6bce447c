import { EndpointError, excerpt } from '../errors';
import { FormCodec } from '../form-codec';
import type { FormDialect } from '../form-decoder';
import { xmlNameOf, type ServiceDescriptor } from '../descriptors';
import type { ActionError } from '../account';
import type { Protocol } from '../protocol';
import type { WireReply } from '../wire';
import { escapeXml } from '../xml-text';

/** Lists are `Names.member.1`, maps `Attributes.entry.1.key`; parameters nobody knows are passed over, as AWS's own services do. */
const dialect: FormDialect = {
  memberKey: xmlNameOf,
  listKey: (traits, itemTraits) => (traits?.f ? undefined : (itemTraits?.x ?? 'member')),
  unknown: () => undefined,
  misplaced: (parameter) => new EndpointError('MalformedInput', `Unexpected structure of the parameter ${excerpt(parameter)}`),
  invalid: (parameter, text, kind) =>
    new EndpointError('MalformedInput', `Value (${excerpt(text)}) of the parameter ${parameter} is not ${kind}`),
};

function xmlReply(status: number, body: WireReply['body']): WireReply {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

/** An error in the shape of the query protocol; without a service, for requests that belong to none. */
export function queryError({ code, message, status, fault }: ActionError, requestId: string, xmlNamespace?: string): WireReply {
  const open = xmlNamespace === undefined ? '<ErrorResponse>' : `<ErrorResponse xmlns="${xmlNamespace}">`;
  const error = `<Error><Type>${fault}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return xmlReply(status, `${open}${error}<RequestId>${requestId}</RequestId></ErrorResponse>`);
}

/** The AWS Query protocol (STS, Auto Scaling, Elastic Load Balancing, SNS): a form in, XML out. Reference: clients.md §1. */
export function queryProtocol(service: ServiceDescriptor): Protocol {
  const codec = new FormCodec(service, dialect);

  function couldNotFind(action: string, version: string | undefined): EndpointError {
    return new EndpointError(
      'InvalidAction',
      `Could not find operation ${excerpt(action)} for version ${excerpt(version ?? 'NO_VERSION_SPECIFIED')}`,
    );
  }

  return {
    speaks: () => true,
    actionOf({ form }) {
      const action = form.get('Action');
      if (!action) throw new EndpointError('MissingAction', 'The request must contain the parameter Action');
      const version = form.get('Version');
      if (version !== service.version) throw couldNotFind(action, version);
      return action;
    },
    decode: ({ form }, action) => codec.decode(form, action),
    encode(action, output, requestId) {
      const content = codec.content(action, output);
      const result = content === undefined ? [] : [`<${action}Result>`, ...content, `</${action}Result>`];
      const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
      return xmlReply(200, [`<${action}Response xmlns="${service.xmlNamespace}">`, ...result, `${metadata}</${action}Response>`]);
    },
    encodeError({ code, message, status, fault }, requestId) {
      return queryError({ code, message, status: service.errors[code]?.[1] ?? status, fault }, requestId, service.xmlNamespace);
    },
    unknownAction: (action, { form }) => couldNotFind(action, form.get('Version')),
  };
}
