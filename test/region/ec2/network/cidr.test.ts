import assert from 'node:assert/strict';
import {
  canonicalIpv6Block,
  contains,
  formatIpv4,
  formatIpv4Block,
  parseIpv4,
  parseIpv4Block,
} from '../../../../src/region/ec2/network/cidr';

describe('CIDR', () => {
  it('reads and writes IPv4 addresses', () => {
    assert.equal(parseIpv4('172.31.0.5'), 2_887_712_773);
    assert.equal(formatIpv4(2_887_712_773), '172.31.0.5');
    assert.equal(formatIpv4(parseIpv4('255.255.255.255')!), '255.255.255.255');
    for (const text of ['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1.2.3.-4', '1.2.3.4/8', ' 1.2.3.4', '1e1.2.3.4']) {
      assert.equal(parseIpv4(text), undefined, text);
    }
  });

  it('canonicalises IPv4 blocks to their network', () => {
    const cases: Record<string, string> = {
      '203.0.113.7/24': '203.0.113.0/24',
      '100.68.0.18/18': '100.68.0.0/18',
      '0.0.0.0/0': '0.0.0.0/0',
      '1.2.3.4/0': '0.0.0.0/0',
      '255.255.255.255/32': '255.255.255.255/32',
      '192.168.255.255/31': '192.168.255.254/31',
    };
    for (const [given, canonical] of Object.entries(cases)) assert.equal(formatIpv4Block(parseIpv4Block(given)!), canonical);
    for (const text of ['1.2.3.4', '1.2.3.4/33', '1.2.3.4/', '1.2.3/24', '1.2.3.4/-1', '1.2.3.4/08', 'a/24']) {
      assert.equal(parseIpv4Block(text), undefined, text);
    }
  });

  it('knows what a block contains', () => {
    const block = parseIpv4Block('172.31.16.0/20')!;
    assert.equal(contains(block, parseIpv4('172.31.16.0')!), true);
    assert.equal(contains(block, parseIpv4('172.31.31.255')!), true);
    assert.equal(contains(block, parseIpv4('172.31.32.0')!), false);
    assert.equal(contains(block, parseIpv4('172.31.15.255')!), false);
  });

  it('canonicalises IPv6 blocks as RFC 5952 writes them', () => {
    const cases: Record<string, string> = {
      '::/0': '::/0',
      '2001:DB8::1/32': '2001:db8::/32',
      '2001:0db8:0000:0000:0001:0000:0000:0001/128': '2001:db8::1:0:0:1/128',
      '2001:db8:0:1:1:1:1:1/128': '2001:db8:0:1:1:1:1:1/128',
      'fe80::ffff/127': 'fe80::fffe/127',
      '2001:db8:abcd:ffff::/50': '2001:db8:abcd:c000::/50',
      '::ffff:192.0.2.1/128': '::ffff:c000:201/128',
      '1::/16': '1::/16',
    };
    for (const [given, canonical] of Object.entries(cases)) assert.equal(canonicalIpv6Block(given), canonical, given);
    for (const text of [
      '::',
      '::/129',
      '1::2::3/64',
      '12345::/16',
      '1:2:3:4:5:6:7/64',
      '1:2:3:4:5:6:7:8:9/64',
      '1:2:3:4::5:6:7:8/64',
      '::1.2.3/64',
      'g::/8',
      '/64',
    ]) {
      assert.equal(canonicalIpv6Block(text), undefined, text);
    }
  });
});
