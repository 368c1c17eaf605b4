// A way to a server on loopback that counts the bytes of both directions.
import { connect, createServer } from 'node:net';

/** @returns its own address in place of `address`, `counted` (bytes to and from the server since the last call), and `end` */
export async function countingProxy(address) {
  const url = new URL(address);
  const bytes = { to: 0, from: 0 };
  const open = new Set();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    for (const [one, other, way] of [[client, upstream, 'to'], [upstream, client, 'from']]) {
      open.add(one);
      one.on('data', (part) => { bytes[way] += part.length; });
      one.on('error', () => { other.destroy(); });
      one.on('close', () => { open.delete(one); other.destroy(); });
      one.pipe(other);
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `${url.protocol}//127.0.0.1:${server.address().port}`,
    counted: () => {
      const { to, from } = bytes;
      [bytes.to, bytes.from] = [0, 0];
      return { to, from };
    },
    end: () => {
      for (const one of open) one.destroy();
      return new Promise((resolve) => { server.close(resolve); });
    },
  };
}
