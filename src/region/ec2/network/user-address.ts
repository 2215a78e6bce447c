/**
 * The public IPv4 address from which the account's user reaches the region: what the console's "My IP" fills in. CHOICE: an address reserved for
 * documentation (RFC 5737), the same for everybody, so that nothing of the real user's network enters the account.
 */
export const userAddress = '203.0.113.10';
