import { isPublicAddress } from '../../../contracts/public-address';
import { readWebhookUrl } from '../../../contracts/webhook-url';

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.255.0.9', 'loopback'],
  ['0.0.0.0', 'this machine'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['100.100.100.200', "a cloud's metadata"],
  ['169.254.169.254', "a cloud's metadata"],
  ['168.63.129.16', "a cloud's metadata"],
  ['192.0.0.192', "a cloud's metadata"],
  ['192.0.2.1', 'documentation'],
  ['198.18.0.1', 'benchmarking'],
  ['192.88.99.1', '6to4 relay'],
  ['224.0.0.1', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'this machine'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'IPv4-mapped loopback'],
  ['::ffff:8.8.8.8', 'IPv4-mapped'],
  ['::127.0.0.1', 'IPv4-compatible'],
  ['64:ff9b::7f00:1', 'NAT64 of loopback'],
  ['64:ff9b:1::a00:1', 'local NAT64'],
  ['2002:7f00:1::', '6to4 of loopback'],
  ['2001:0:5ef5:79fd::1', 'Teredo'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local with a zone'],
  ['fec0::1', 'site-local'],
  ['fd00:ec2::254', "a cloud's metadata"],
  ['fc00::1', 'unique local'],
  ['ff02::1', 'multicast'],
  ['2001:db8::1', 'documentation'],
  ['100::1', 'discard'],
  ['example.com', 'no address'],
  ['', 'no address'],
])('%s is not public: %s', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '93.184.216.34', '1.1.1.1', '2606:4700::1111', '2a00:1450:4001::200e'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

const messageOf = (text: string, privateHosts?: readonly string[]): string => {
  const read = readWebhookUrl(text, privateHosts);
  return read.ok ? '' : (read.problems[0]?.message ?? '');
};

test.each([
  ['http://example.com/', /must begin with https/],
  ['ftp://example.com/', /must begin with https/],
  ['javascript:alert(1)', /must begin with https/],
  ['https://user:secret@example.com/', /must not hold a user/],
  ['https://example.com/#there', /fragment/],
  ['https://example.com:80/', /port must be 443, or above 1024/],
  ['https://example.com:22/', /port must be 443/],
  ['https://localhost/', /public internet/],
  ['https://api.localhost:8443/', /public internet/],
  ['https://127.0.0.1/', /public internet/],
  ['https://2130706433/', /public internet/],
  ['https://0x7f.1/', /public internet/],
  ['https://[::1]/', /public internet/],
  ['https://[::ffff:10.0.0.1]/', /public internet/],
  ['https://169.254.169.254/latest/meta-data', /public internet/],
  ['https://exam\nple.com/', /whole address/],
  ['https:\\\\example.com', /whole address/],
  ['example.com/hooks', /whole address/],
  ['', /whole address/],
  [`https://example.com/${'a'.repeat(1_000)}`, /at most 1000/],
])('%s is refused with what to do', (text, message) => {
  expect(messageOf(text)).toMatch(message);
});

test.each(['https://example.com/', 'https://example.com:8443/hooks?token=1', 'https://8.8.8.8/', 'https://[2606:4700::1111]/'])(
  '%s is taken',
  (text) => {
    expect(readWebhookUrl(text)).toMatchObject({ ok: true, value: { isPrivate: false } });
  },
);

test('a host that is listed with its port is taken over http and wherever it is, and no other', () => {
  const listed = ['127.0.0.1:9000', '[::1]:*'];
  for (const text of ['http://127.0.0.1:9000/', 'https://127.0.0.1:9000/', 'http://[::1]:1/', 'http://[::1]/'])
    expect(readWebhookUrl(text, listed)).toMatchObject({ ok: true, value: { isPrivate: true } });
  for (const text of ['http://127.0.0.1:9001/', 'http://127.0.0.2:9000/', 'http://127.0.0.1/'])
    expect(messageOf(text, listed)).not.toBe('');
  expect(messageOf('http://user@127.0.0.1:9000/', listed)).toMatch(/user/);
});
