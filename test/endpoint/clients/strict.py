"""Reads each answer as strictly as AWS's own would pass: against botocore's models, which share no code with the endpoint.

`watch(client)` checks every answer of a client before botocore parses it, which itself passes over what it does not know. What does not fit is in
`amiss`, what was seen in `seen`.
"""

import datetime
import email.utils
import json
import re
import xml.etree.ElementTree as ElementTree

amiss = []
# Members that the JavaScript SDK's models already have and botocore's have not.
newer = {'publicSsmParameterName', 'volumeArn', 'ownerId'}
# What the service answers although its models do not list it: Windows in lower case, attached internet gateways, interfaces that are being made or
# belong to a NAT gateway.
unlisted = {'windows', 'available', 'pending', 'nat_gateway'}
seen = {}
request_ids = set()
UUID = re.compile(r'[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$')
ISO = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$')


class Answer:
    def __init__(self, operation, body, headers, status):
        self.operation, self.body, self.headers, self.status = operation, body, headers, status

    def wrong(self, what):
        if f'{self.operation.name}: {what}' not in amiss:
            amiss.append(f'{self.operation.name}: {what}')

    def check(self):
        seen[self.operation.name] = seen.get(self.operation.name, 0) + 1
        # HTTP's own date is the real one, whatever the virtual clock shows.
        sent = email.utils.parsedate_to_datetime(self.headers['date'])
        if abs((sent - datetime.datetime.now(datetime.timezone.utc)).total_seconds()) > 60:
            self.wrong(f"Date {self.headers['date']}")
        if self.status < 400 and not ISO.match(self.headers.get('x-sandbox-time', '')):
            self.wrong('no virtual time')
        self.id(self.headers['x-amzn-requestid'])
        protocol = self.operation.service_model.resolved_protocol
        {'ec2': self.ec2, 'query': self.query, 'json': self.json}[protocol]()

    def id(self, text):
        if not UUID.match(text or ''):
            self.wrong(f'request id {text}')
        request_ids.add(text)

    def root(self):
        root = ElementTree.fromstring(self.body)
        namespaces = {element.tag[1:].split('}')[0] if element.tag.startswith('{') else '' for element in root.iter()}
        for element in root.iter():
            element.tag = element.tag.split('}')[-1]
            if element.attrib:
                self.wrong(f'attributes of {element.tag}')
        return root, namespaces

    def ec2(self):
        root, namespaces = self.root()
        if self.headers['content-type'] != 'text/xml;charset=UTF-8':
            self.wrong(self.headers['content-type'])
        if self.status >= 400:
            shape = [root.tag, [child.tag for child in root], [[e.tag for e in error] for error in root.find('Errors')]]
            if shape != ['Response', ['Errors', 'RequestID'], [['Code', 'Message']]] or namespaces != {''}:
                self.wrong(f'error {shape} {namespaces}')
            return self.same_id(root.findtext('RequestID'))
        if root.tag != f'{self.operation.name}Response' or namespaces != {'http://ec2.amazonaws.com/doc/2016-11-15/'}:
            self.wrong(f'root {root.tag} {namespaces}')
        if root[0].tag != 'requestId':
            self.wrong(f'begins with {root[0].tag}')
        self.same_id(root.findtext('requestId'))
        root.remove(root[0])
        if self.operation.output_shape is None or not self.operation.output_shape.members:
            # A void action says at least that it was done.
            if ElementTree.tostring(root[0]) != b'<return>true</return>' or len(root) != 1:
                self.wrong('void answer')
            return
        self.structure(self.operation.output_shape, root, self.operation.name)
        if not self.operation.name.startswith('Describe') or self.operation.name.endswith('Attribute'):
            return
        # What finds nothing says so by an empty set.
        for name, member in self.operation.output_shape.members.items():
            if member.type_name == 'list' and root.find(member.serialization['name']) is None:
                self.wrong(f'the set {name} is not there')

    def query(self):
        root, namespaces = self.root()
        if self.headers['content-type'] != 'text/xml':
            self.wrong(self.headers['content-type'])
        wanted = {self.operation.service_model.metadata['xmlNamespace']} if 'xmlNamespace' in self.operation.service_model.metadata else namespaces
        if namespaces != wanted:
            self.wrong(f'namespaces {namespaces}')
        if self.status >= 400:
            shape = [root.tag, [child.tag for child in root], [child.tag for child in root.find('Error')], root.findtext('Error/Type')]
            if shape != ['ErrorResponse', ['Error', 'RequestId'], ['Type', 'Code', 'Message'], 'Sender']:
                self.wrong(f'error {shape}')
            return self.same_id(root.findtext('RequestId'))
        name, output = self.operation.name, self.operation.output_shape
        tags = ([f'{name}Result'] if output is not None else []) + ['ResponseMetadata']
        if root.tag != f'{name}Response' or [child.tag for child in root] != tags:
            self.wrong(f'root {root.tag} {[child.tag for child in root]}')
        self.same_id(root.findtext('ResponseMetadata/RequestId'))
        if output is not None:
            self.structure(output, root[0], name)

    def json(self):
        if self.headers['content-type'] != 'application/x-amz-json-1.1':
            self.wrong(self.headers['content-type'])
        value = json.loads(self.body)
        if self.status >= 400:
            if sorted(value) != ['__type', 'message']:
                self.wrong(f'error {sorted(value)}')
            return
        self.document(self.operation.output_shape, value, self.operation.name)

    def same_id(self, text):
        if text != self.headers['x-amzn-requestid']:
            self.wrong(f'request id {text} in the body')

    def structure(self, shape, element, where):
        members = {member.serialization.get('name', name): member for name, member in shape.members.items()}
        for child in element:
            member = members.get(child.tag)
            if member is None:
                if child.tag not in newer:
                    self.wrong(f'{where} has no {child.tag}')
            else:
                self.value(member, child, f'{where}.{child.tag}')
        tags = [child.tag for child in element]
        if len(set(tags)) < len(tags):
            self.wrong(f'{where} repeats a member')

    def value(self, shape, element, where):
        if shape.type_name == 'structure':
            return self.structure(shape, element, where)
        if shape.type_name == 'list':
            tag = shape.member.serialization.get('name', 'member')
            for child in element:
                if child.tag != tag:
                    self.wrong(f'{where} has items {child.tag}, not {tag}')
                self.value(shape.member, child, f'{where}[]')
            return
        if shape.type_name == 'map':
            return
        text = element.text or ''
        forms = {'boolean': r'true$|false$', 'integer': r'-?\d+$', 'long': r'-?\d+$', 'timestamp': ISO.pattern, 'double': r'-?\d+(\.\d+)?$', 'float': r'-?\d+(\.\d+)?$'}
        if len(element) or not re.match(forms.get(shape.type_name, ''), text):
            self.wrong(f'{where} = {text!r} is no {shape.type_name}')
        enum = getattr(shape, 'enum', None)
        if enum and shape.name != 'InstanceType' and text not in enum and text not in unlisted:
            self.wrong(f'{where} = {text!r} is not one of {enum[:8]}')

    def document(self, shape, value, where):
        kinds = {'structure': dict, 'map': dict, 'list': list, 'string': str, 'boolean': bool, 'integer': int, 'long': int, 'timestamp': (int, float)}
        if not isinstance(value, kinds[shape.type_name]):
            self.wrong(f'{where} = {value!r} is no {shape.type_name}')
        elif shape.type_name == 'structure':
            for name, part in value.items():
                if name not in shape.members:
                    self.wrong(f'{where} has no {name}')
                else:
                    self.document(shape.members[name], part, f'{where}.{name}')
        elif shape.type_name == 'list':
            for part in value:
                self.document(shape.member, part, f'{where}[]')


def watch(client):
    def before_parse(operation_model, response_dict, **_):
        headers = {name.lower(): value for name, value in response_dict['headers'].items()}
        Answer(operation_model, response_dict['body'], headers, response_dict['status_code']).check()

    client.meta.events.register('before-parse.*', before_parse)
    return client
