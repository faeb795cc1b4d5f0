import express, { type Express } from 'express'
import { join } from 'node:path'
import { answerBadBody, Routes, type RoutesParts } from '../access/routes.ts'
import { packedFiles } from './packed-files.ts'
import { protect } from './protection.ts'

export interface AppParts extends RoutesParts {
  /** The built client. */
  readonly clientDir: string
  readonly ready: () => boolean
  readonly metrics: () => string
  readonly api: (routes: Routes) => void
}

const PAGES = [
  'GET /wall{/*rest}',
  'GET /desk{/*rest}',
  'GET /enter',
  'GET /set-up',
  'GET /investor',
  'GET /preview',
  'GET /about',
  'GET /account{/*rest}',
  'GET /admin{/*rest}',
  'GET /work{/*rest}',
  'GET /console{/*rest}',
] as const

/** Everything over HTTP but the intake: health, figures about ourselves, the API of the desk, and the client. */
export function createApp(parts: AppParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(protect)
  const routes = new Routes(app, parts)
  serveHealth(routes, parts)
  parts.api(routes)
  serveClient(app, routes, parts.clientDir)
  app.use((_request, response) => void response.status(404).json({ error: 'there is nothing here' }))
  app.use(answerBadBody)
  return app
}

function serveHealth(routes: Routes, { ready, metrics }: AppParts): void {
  routes.on('GET /livez', (_request, _caller, response) => response.type('text').send('ok\n'))
  routes.on('GET /readyz', (_request, _caller, response) => {
    const isReady = ready()
    return response
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready\n' : 'not ready\n')
  })
  routes.on('GET /metrics', (_request, _caller, response) =>
    response.type('text/plain; version=0.0.4').send(metrics()),
  )
}

/** Files that hold nothing of the city, so anyone may have them. */
function serveClient(app: Express, routes: Routes, clientDir: string): void {
  const index = join(clientDir, 'index.html')
  app.use('/assets', packedFiles(join(clientDir, 'assets')))
  app.use(express.static(clientDir, { index: false, maxAge: 0 }))
  routes.on('GET /', (_request, _caller, response) => response.redirect('/desk'))
  // The client's own routes; the page itself is never cached, so that a new version is seen.
  for (const page of PAGES)
    routes.on(page, (_request, _caller, response) => {
      response.set('cache-control', 'no-store')
      return new Promise<void>((resolve, reject) =>
        response.sendFile(index, error => (error === undefined ? resolve() : reject(error))),
      )
    })
}
