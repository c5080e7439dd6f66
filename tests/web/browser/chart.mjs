// What somebody does with map, timeline, network and coverage. Each scenario gives back what was seen.
import { go, settle } from './scenario.mjs'

const texts = (page, selector) => page.locator(selector).evaluateAll((all) => all.map((one) => one.textContent.replace(/\s+/g, ' ').trim()))
const labels = (page, selector) => page.locator(selector).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
const sumsOf = (page) => page.locator('.sums div').evaluateAll((all) => all.map((one) => [...one.children].map((part) => part.textContent.trim()).join(' ')))
const query = (page) => Object.fromEntries(new URL(page.url()).searchParams)
const rows = (page) => page.locator('main tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent.trim()).join(' | ')))

async function visit(page, path, selector) {
  await go(page, path)
  await page.waitForSelector(selector)
  await settle(page)
}

/** Where the drawing stands: how the world was moved and zoomed. */
const stands = (page) => page.locator('.stage svg > g').first().getAttribute('transform')

export async function mapped({ open }) {
  const { page, errors } = await open()
  await visit(page, '/map', '.mark')
  await page.waitForSelector('.area')
  const said = (await texts(page, '.said'))[0]
  const marks = await labels(page, '.mark')
  const areas = await labels(page, '.area')
  await page.locator('label', { hasText: 'Of' }).locator('select').selectOption('episodes')
  const episodes = await labels(page, '.mark')
  await page.locator('label', { hasText: 'Of' }).locator('select').selectOption('statements')
  const stops = await page.locator('.mark[tabindex="0"]').count()
  const first = await stands(page)
  await page.locator('.stage svg').first().focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('+')
  const moved = await stands(page)
  await page.keyboard.press('0')
  const back = await stands(page)
  const box = await page.locator('.stage').boundingBox()
  await page.mouse.move(box.x + 200, box.y + 60)
  await page.mouse.down()
  await page.mouse.move(box.x + 260, box.y + 90, { steps: 4 })
  await page.mouse.up()
  const dragged = await stands(page)
  const opened = query(page).open ?? null
  await page.keyboard.press('0')
  await page.locator('.mark.many').focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelectorAll('.mark.many').length === 0)
  const apart = await labels(page, '.mark')
  await page.locator('.mark', { hasText: 'Tarn' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('.evidence li')
  const place = { asked: query(page).open, words: await texts(page, '.evidence a.words') }
  await page.locator('summary', { hasText: 'Known only' }).click()
  await page.locator('.lists button.chip', { hasText: 'Syria' }).click()
  await page.waitForSelector('section[aria-label="Statements of Syria"] .evidence li')
  const area = { parts: await texts(page, '.right .chip'), words: await texts(page, '.evidence a.words') }
  await page.reload()
  await page.waitForSelector('.evidence li')
  const reloaded = (await texts(page, '.right h2'))[0]
  await page.locator('button', { hasText: 'As a table' }).click()
  const table = await rows(page)
  return { said, marks, areas, episodes, stops, first, moved, back, dragged, opened, apart, place, area, reloaded, table, errors }
}

export async function dated({ open }) {
  const { page, errors } = await open()
  await visit(page, '/timeline?grain=day', '.bar')
  const said = (await texts(page, '.said'))[0]
  const bars = await labels(page, '.bar')
  const ranges = await labels(page, '.range')
  await page.locator('label', { hasText: 'Of' }).locator('select').selectOption('reports')
  await page.locator('label', { hasText: 'By' }).locator('select').selectOption('publication')
  await page.waitForFunction(() => document.querySelector('.bar')?.getAttribute('aria-label')?.includes('report'))
  await settle(page)
  const published = await labels(page, '.bar')
  const asked = query(page)
  await page.locator('button', { hasText: 'As a table' }).click()
  const table = await rows(page)
  await visit(page, '/timeline?grain=day', '.bar')
  await page.locator('.bar[tabindex="0"]').focus()
  await page.keyboard.press('Shift+ArrowRight')
  const chosen = await page.locator('[role="status"]').last().textContent()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => location.search.includes('since'))
  const byKeys = query(page)
  await page.locator('nav a', { hasText: 'Statements' }).click()
  await page.waitForSelector('h1:has-text("statement")')
  const shared = query(page)
  await visit(page, '/timeline?grain=day', '.bar')
  const last = await page.locator('.bar').last().boundingBox()
  await page.mouse.move(last.x + 2, last.y + 20)
  await page.mouse.down()
  await page.mouse.move(last.x + last.width - 2, last.y + 30, { steps: 5 })
  const brush = await page.locator('rect.chosen').count()
  await page.mouse.up()
  await page.waitForFunction(() => location.search.includes('since'))
  return { said, bars, ranges, published, asked, table, chosen, byKeys, shared, brush, byMouse: query(page), errors }
}

export async function linked({ open }) {
  const { page, errors } = await open()
  await visit(page, '/network?type=ASSAULT&type=leads', '.node[role="button"]')
  await page.waitForFunction(() => !document.querySelector('main')?.textContent?.includes('Drawing'))
  const said = (await texts(page, '.said'))[0]
  const nodes = await labels(page, '.node[role="button"]')
  const sizes = await page.locator('.node[role="button"] > path').evaluateAll((all) => all.map((one) => one.getAttribute('transform')))
  const lines = await labels(page, '.line')
  const ways = await page.locator('.line .way').evaluateAll((all) => all.map((one) => [one.getAttribute('stroke-width'), one.getAttribute('stroke-dasharray')].join('/')))
  await page.locator('.node[role="button"][aria-label^="Velish army"]').focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('.links li')
  const links = await texts(page, '.links li')
  await page.locator('.links button', { hasText: 'civilians' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('.evidence li')
  const evidence = await texts(page, '.evidence a.words')
  await page.locator('.line[aria-label^="Ada Renn to"]').press('Enter')
  await page.waitForFunction(() => document.querySelector('.right h2')?.textContent?.includes('Ada Renn'))
  await settle(page)
  const other = await texts(page, '.evidence a.words')
  await page.locator('button', { hasText: 'As a table' }).click()
  const table = await rows(page)
  await visit(page, '/network?type=COERCE', '.node[role="button"]')
  const capped = (await texts(page, '.said'))[0]
  return { said, nodes, sizes, lines, ways, links, evidence, other, table, capped, errors }
}

export async function covered({ open }) {
  const { page, errors } = await open()
  await visit(page, '/coverage', 'h2')
  const sums = await sumsOf(page)
  const why = (await texts(page, '.why'))[0]
  const sources = await rows(page)
  const columns = await labels(page, '.column')
  await page.locator('td button', { hasText: 'Coast Radio' }).click()
  await page.waitForFunction(() => document.querySelectorAll('.two tbody')[0]?.children.length === 1)
  const narrowed = { asked: query(page), sums: await sumsOf(page) }
  await visit(page, '/coverage?type=ASSAULT', 'h2')
  const unheard = (await texts(page, '.said'))[0]
  return { sums, why, sources, columns, narrowed, unheard, errors }
}

/** The tables and the panels beside the drawings: what bars somebody from them, and whether they run off the side. */
export async function panels({ open, plan, axe }) {
  const found = []
  const wide = {}
  const run = async (page, paths, rules) => {
    await page.evaluate(axe)
    for (const path of paths) {
      await visit(page, path, 'main h1')
      const { violations } = await page.evaluate((of) => window.axe.run('main', { ...of, resultTypes: ['violations'] }), rules)
      for (const one of violations) found.push([path, one.id, one.impact, ...one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))])
    }
  }
  const light = await open({ bypassCSP: true })
  await run(light.page, plan.views, {})
  await light.page.setViewportSize({ width: 640, height: 400 })
  for (const path of plan.views) {
    await visit(light.page, path, 'main h1')
    wide[path] = await light.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  }
  const dark = await open({ colorScheme: 'dark', bypassCSP: true })
  await run(dark.page, plan.views.filter((path) => path.includes('open=')), { runOnly: ['color-contrast'] })
  return { found, wide, errors: [] }
}

/** Names that are scripts, in every table and panel. */
export async function armed({ open, plan }) {
  const { page, context, errors } = await open()
  const ran = []
  await context.exposeFunction('pwn', (number) => ran.push(number))
  await page.reload()
  const shown = {}
  for (const path of plan.views) {
    await visit(page, path, 'main h1')
    shown[path] = (await page.locator('main').textContent()).split('pwn(').length - 1
  }
  await visit(page, '/map', '.mark')
  await page.locator('.mark').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('.evidence li')
  shown.panel = (await page.locator('.right').textContent()).split('pwn(').length - 1
  await page.waitForTimeout(200)
  return { ran, shown, errors }
}
