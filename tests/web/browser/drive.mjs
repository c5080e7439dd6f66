// Drives the page in headless Chromium: `node drive.mjs PAGE_FOLDER < plan.json`. The plan names the server's address,
// the scenarios to go through and what they need; results are printed as one JSON object, a scenario's failure being
// `{"failed": words}`. Nothing outside the server's address can be reached, and whatever tries is told.
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as charts from './chart.mjs'
import * as pages from './scenario.mjs'

const scenarios = { ...pages, ...charts }

const require = createRequire(join(process.argv[2], 'package.json'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const plan = JSON.parse(readFileSync(0, 'utf8'))
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

const folder = mkdtempSync(join(tmpdir(), 'dateline-page-'))
const browser = await chromium.launchPersistentContext(folder, { executablePath: plan.chromium, headless: true, args: FLAGS })
const engine = browser.browser()

const sessions = new Map()

/** The cookies of a reader, who logs in once. */
async function sessionOf(reader) {
  if (!sessions.has(reader)) {
    const context = await engine.newContext({ baseURL: plan.base })
    const answer = await context.request.post('/api/login', { data: { token: plan.readers[reader] }, headers: { Origin: plan.base } })
    if (!answer.ok()) throw new Error(`${reader} could not log in: ${await answer.text()}`)
    sessions.set(reader, await context.storageState())
    await context.close()
  }
  return sessions.get(reader)
}

/** A fresh browser profile with a page in it, and what went wrong there. */
async function open({ reader = 'ann', ...settings } = {}) {
  const storageState = reader ? await sessionOf(reader) : undefined
  const context = await engine.newContext({ storageState, viewport: { width: 1280, height: 800 }, baseURL: plan.base, ...settings })
  const errors = []
  await context.route((url) => url.origin !== plan.base, (route) => {
    errors.push(`asked for ${route.request().url().slice(0, 120)}`)
    return route.abort()
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.asking = new Set()
  page.on('request', (request) => request.url().endsWith('/api/events') || page.asking.add(request))
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => page.asking.delete(request))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(`${message.text()} ${message.location().url}`))
  await page.goto('/')
  await page.waitForSelector(reader ? 'nav' : 'main')
  return { page, context, errors }
}

const results = {}
for (const name of plan.scenarios) {
  const opened = []
  const tools = {
    plan: { ...plan, ...(plan.needs?.[name] ?? {}) },
    axe,
    take: () => renameSync(plan.record, `${plan.record}.away`),
    bring: () => renameSync(`${plan.record}.away`, plan.record),
    open: async (settings) => {
      const one = await open(settings)
      opened.push(one)
      return one
    },
  }
  const began = Date.now()
  try {
    results[name] = { ...(await scenarios[name](tools)), seconds: (Date.now() - began) / 1000 }
  } catch (error) {
    const page = opened.at(-1)?.page
    if (page && plan.shots) await page.screenshot({ path: join(plan.shots, `${name}.png`) }).catch(() => {})
    results[name] = { failed: String(error.stack ?? error).slice(0, 1500), errors: opened.flatMap((one) => one.errors) }
  }
  await Promise.all(opened.map((one) => one.context.close()))
}
await browser.close()
rmSync(folder, { recursive: true, force: true })
process.stdout.write(JSON.stringify(results))
