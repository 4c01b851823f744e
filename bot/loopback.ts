/** Whether a host name or IP address is this machine: `localhost`, 127.0.0.0/8, ::1, also as IPv6 writes IPv4. */
export function isLoopback(host: string | undefined): boolean {
  const bare = host
    ?.toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:/, '');
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare ?? '');
}
