import { createServer, type Server, type ServerResponse } from 'node:http'
import { METRICS_TYPE, scrape } from './samplers.js'

/**
 * Listens for Prometheus, apart from where people are served: whoever reaches this address may read
 * the measures.
 *
 * @throws Error naming OPERATOR_PORT when the address cannot be used
 */
export async function listenForOperators(host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const isScrape = request.method === 'GET' && request.url?.split('?', 1)[0] === '/metrics'
    if (isScrape) void answer(response)
    else response.writeHead(404).end()
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = `OPERATOR_PORT ${port} on OPERATOR_HOST ${host} cannot be used (${error.code})`
      reject(new Error(reason))
    })
    server.listen(port, host, () => resolve(server))
  })
}

async function answer(response: ServerResponse): Promise<void> {
  const text = await scrape()
  response.writeHead(200, { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' }).end(text)
}
