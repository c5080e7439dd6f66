// What somebody does with the page. Each scenario gives back what was seen; the tests beside it judge that.

const VIEWS = ['/statements', '/episodes', '/map', '/timeline', '/network', '/coverage', '/review', '/agreement']

/** Go to an address inside the page, without loading it anew. */
export async function go(page, path) {
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

/** Wait until the view is there and nothing is asked of the server any more; the line of events stays open. */
export async function settle(page) {
  const end = Date.now() + 30_000
  for (let quiet = 0; quiet < 3; ) {
    if (Date.now() > end) throw new Error(`still waiting for ${[...page.asking].map((one) => one.url()).join(' ') || 'the view'} at ${page.url()}`)
    const loading = await page.evaluate(() => /^(Loading|Opening)/.test(document.querySelector('main')?.textContent?.trim() ?? ''))
    quiet = loading || page.asking.size ? 0 : quiet + 1
    await page.waitForTimeout(25)
  }
}

/** Every piece of marked words in the report shown: where it begins (code points), its words, its parts. */
function marked(page) {
  return page.locator('.text [data-parts]').evaluateAll((all) =>
    all.map((piece) => [Number(piece.dataset.start), piece.textContent, piece.dataset.parts.split(' ')]),
  )
}

export async function marks({ open, plan }) {
  const { page, errors } = await open()
  const reports = {}
  for (const id of plan.reports) {
    await go(page, `/reports/${id}`)
    await page.waitForSelector('.text p')
    await page.waitForFunction((one) => document.querySelector(`.cards a[href*="${one}"]`), id)
    reports[id] = await marked(page)
  }
  return { reports, errors }
}

export async function evidence({ open, plan }) {
  const { page, errors } = await open()
  await go(page, `/reports/${plan.report}`)
  const card = (id) => page.locator(`[data-card="${id}"]`)
  await card(plan.statement).waitFor()
  await page.locator(`.text mark[data-parts*="trigger:${plan.statement}"]`).first().hover()
  const byText = await page.locator('.cards li.lit').evaluateAll((all) => all.map((one) => one.dataset.card))
  await page.mouse.move(5, 5)
  await card(plan.statement).hover()
  const byCard = await page.locator('.text mark.lit').evaluateAll((all) => all.map((one) => one.textContent).join('|'))
  await page.mouse.move(5, 5)
  await card(plan.statement).locator('a.number').focus()
  const byFocus = await page.locator('.text mark.lit').count()
  const chain = await card(plan.statement).locator('.chain .name').allTextContents()
  const status = await card(plan.statement).locator('.status').textContent()
  const figures = await card(plan.statement).locator('dd:has(.part-figure)').allTextContents()
  const lines = await page.evaluate(() => {
    const drawn = [...document.querySelectorAll('.legend .part')].map((one) => {
      const { textDecorationLine, textDecorationStyle, textDecorationThickness, fontWeight, fontStyle } = getComputedStyle(one)
      return [textDecorationLine, textDecorationStyle, textDecorationThickness, fontWeight, fontStyle].join(' ')
    })
    return { drawn: drawn.length, different: new Set(drawn).size }
  })
  await page.keyboard.press('w')
  const dialog = page.locator('dialog[open]')
  await dialog.locator('h2', { hasText: 'What people decided' }).waitFor()
  const why = await dialog.textContent()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  return { byText, byCard, byFocus, chain, status, figures, lines, why, errors }
}

export async function filters({ open }) {
  const { page, errors } = await open()
  await settle(page)
  const heading = () => page.locator('main h1').textContent()
  const all = await heading()
  await page.locator('.facet', { hasText: 'Type' }).locator('button.value', { hasText: 'PROTEST' }).first().click()
  await page.waitForFunction((old) => document.querySelector('main h1')?.textContent !== old, all)
  const narrowed = { heading: await heading(), url: new URL(page.url()).search, rows: await page.locator('tbody tr').count() }
  await page.locator('nav a', { hasText: 'Episodes' }).click()
  await page.waitForSelector('h1:has-text("episode")')
  const shared = new URL(page.url()).search
  await page.goto(page.url())
  await page.waitForSelector('h1:has-text("episode")')
  const reloaded = await page.locator('.on .chip').allTextContents()
  await page.goBack()
  await page.waitForSelector('h1:has-text("statement")')
  await page.locator('.on .chip').first().click()
  await page.waitForFunction((old) => document.querySelector('main h1')?.textContent === old, all)
  await page.keyboard.press('/')
  await page.keyboard.type('marched')
  await page.keyboard.press('Enter')
  await page.waitForFunction((old) => document.querySelector('main h1')?.textContent !== old, all)
  return { all, narrowed, shared, reloaded, searched: { heading: await heading(), url: new URL(page.url()).search }, errors }
}

export async function episode({ open, plan }) {
  const { page, errors } = await open()
  await go(page, `/episodes/${plan.episode}`)
  await page.waitForSelector('.range')
  const range = page.locator('.range').first()
  return {
    heading: await page.locator('main h1').textContent(),
    ends: await range.locator('.ends').textContent(),
    values: await range.locator('.value').allTextContents(),
    voices: await range.locator('.voice').allTextContents(),
    drawn: await range.locator('svg .dot').count(),
    errors,
  }
}

async function queue(page, filter) {
  await go(page, `/review?${filter}`)
  await page.waitForSelector('.judging .record')
}

const told = (page, words) => page.waitForFunction((wanted) => document.querySelector('.told')?.textContent?.includes(wanted), words)
const idle = (page) => page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('dateline.kept') && localStorage[key] !== '[]'))

export async function keyboard({ open }) {
  const { page, errors } = await open()
  await queue(page, 'type=ASSAULT')
  const count = await page.locator('.queue li').count()
  await page.keyboard.press('a')
  await told(page, 'Accepted')
  await page.keyboard.press('x')
  await told(page, 'Rejected')
  await idle(page)
  const reviews = await page.locator('.queue .review').allTextContents()
  await page.keyboard.press('u')
  await told(page, 'Taken back: reject')
  await page.keyboard.press('u')
  await told(page, 'Taken back: accept')
  await page.keyboard.press('k')
  await page.keyboard.press('c')
  await page.keyboard.type('look at the toll')
  await page.keyboard.press('Enter')
  await told(page, 'Comment')
  await page.keyboard.press('s')
  await told(page, 'Split')
  await page.keyboard.press('m')
  await page.keyboard.press('j')
  await page.keyboard.press('m')
  await told(page, 'Merged')
  await idle(page)
  return { count, reviews, errors }
}

export async function mouse({ open, plan }) {
  const { page, errors } = await open()
  await queue(page, plan.filter)
  const heard = []
  const press = async (name, words) => {
    await page.locator('.actions button', { hasText: name }).click()
    await told(page, words)
    heard.push(await page.locator('.told').textContent())
  }
  const first = page.locator('.queue button.item').first()
  await press('Reject', 'Rejected')
  await press('Undo', 'Taken back')
  await first.click()
  await page.locator('.actions button', { hasText: 'Comment' }).click()
  await page.fill('#say', 'said by one witness only')
  await page.locator('.judging form button').click()
  await told(page, 'Comment')
  heard.push(await page.locator('.told').textContent())
  await press('Split', 'Split')
  await page.locator('.actions button', { hasText: 'Merge' }).click()
  await page.locator('.queue button.item').nth(1).click()
  await press('Merge', 'Merged')
  await idle(page)
  await page.locator('.actions button', { hasText: 'Why' }).click()
  const merge = page.locator('dialog li', { hasText: 'merge' }).last()
  await merge.locator('button', { hasText: 'Take back' }).click()
  await merge.and(page.locator('.undone')).waitFor()
  return { told: heard, errors }
}

/** Changes the recipient's words with arrow keys, the status with the mouse. */
export async function edit({ open, plan }) {
  const { page, errors } = await open()
  await queue(page, plan.filter)
  await page.keyboard.press('e')
  await page.waitForSelector('form[aria-label="Edit the statement"]')
  await page.locator('fieldset', { hasText: 'Whom' }).locator('button.span').first().click()
  await page.waitForSelector('.picker')
  const before = await page.locator('.picker .in').allTextContents()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+ArrowRight')
  const after = await page.locator('.picker .in').allTextContents()
  await page.locator('label', { hasText: 'Status' }).locator('select').selectOption('possible')
  await page.reload()
  await page.waitForSelector('.judging .record')
  await page.keyboard.press('e')
  await told(page, 'taken up again')
  await page.locator('button', { hasText: /^Save/ }).click()
  await told(page, 'Edited')
  await idle(page)
  return { before, after, errors }
}

export async function dragging({ open, plan }) {
  const { page, errors } = await open()
  await queue(page, plan.filter)
  await page.locator('.actions button', { hasText: 'Edit' }).click()
  await page.locator('fieldset', { hasText: 'Who' }).first().locator('button.span').first().click()
  const words = page.locator('.picker span[data-word]')
  const place = async (text) => {
    const box = await words.filter({ hasText: text }).first().boundingBox()
    return [box.x + box.width / 2, box.y + box.height / 2]
  }
  await page.mouse.move(...(await place(plan.from)))
  await page.mouse.down()
  await page.mouse.move(...(await place(plan.to)), { steps: 4 })
  await page.mouse.up()
  const chosen = await page.locator('fieldset', { hasText: 'Who' }).first().locator('button.span').first().textContent()
  await page.locator('button', { hasText: /^Save/ }).click()
  await told(page, 'Edited')
  await idle(page)
  return { chosen: chosen.trim(), errors }
}

export async function offline({ open, plan }) {
  const { page, context, errors } = await open()
  await queue(page, plan.filter)
  await context.setOffline(true)
  await page.keyboard.press('a')
  await page.waitForSelector('.bar')
  const kept = await page.locator('.bar').textContent()
  const banner = await page.locator('.banner').textContent()
  const stored = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('dateline.kept')).map(([, value]) => JSON.parse(value).length))
  await context.setOffline(false)
  await page.locator('.bar button').click()
  await page.waitForSelector('.bar', { state: 'detached' })
  await idle(page)
  return { kept, banner, stored, errors: errors.filter((words) => !words.includes('ERR_INTERNET_DISCONNECTED')) }
}

/** Two reviewers on one statement: the second decided without having seen the first. */
export async function conflict({ open, plan }) {
  const [one, two] = [await open(), await open({ reader: 'ben' })]
  await queue(one.page, plan.filter)
  await queue(two.page, plan.filter)
  await two.context.setOffline(true)
  await two.page.keyboard.press('x')
  await two.page.waitForSelector('.bar')
  await one.page.keyboard.press('a')
  await told(one.page, 'Accepted')
  await idle(one.page)
  await two.context.setOffline(false)
  await two.page.locator('.bar button').click()
  await two.page.waitForSelector('.conflict')
  const sides = await two.page.locator('.conflict .panel').allTextContents()
  await two.page.locator('.conflict button', { hasText: 'Keep theirs' }).click()
  await two.page.waitForSelector('.conflict', { state: 'detached' })
  return { sides, errors: one.errors }
}

export async function live({ open, plan }) {
  const [one, two] = [await open(), await open({ reader: 'ben' })]
  await queue(one.page, plan.filter)
  await go(two.page, `/statements?${plan.filter}`)
  await settle(two.page)
  const before = await two.page.locator('tbody .review').count()
  await one.page.keyboard.press('a')
  await two.page.waitForSelector('tbody .review')
  return { before, after: await two.page.locator('tbody .review').allTextContents(), errors: [...one.errors, ...two.errors] }
}

/** Show every payload in every view, and count what ran. */
export async function injection({ open, plan }) {
  const control = taken(open, plan.payloads)
  const { page, context, errors } = await open()
  const ran = []
  await context.exposeFunction('pwn', (number) => ran.push(number))
  page.on('dialog', (dialog) => {
    ran.push(dialog.message())
    return dialog.dismiss()
  })
  const shown = {}
  await page.reload()
  for (const path of [...plan.views, ...VIEWS]) {
    await go(page, path)
    await settle(page)
    shown[path] = (await page.locator('main').textContent()).split('pwn(').length - 1
  }
  const seen = await page.evaluate(async (ids) => {
    let seen = 0
    for (const id of ids) {
      history.pushState(null, '', `/reports/${id}`)
      dispatchEvent(new PopStateEvent('popstate'))
      for (let tries = 0; !document.querySelector(`.cards a[href*="${id}"]`); tries++) {
        if (tries > 1000) throw new Error(`report ${id} is not shown`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      seen += document.querySelector('article').textContent.includes('pwn(') ? 1 : 0
    }
    return seen
  }, plan.reports)
  await page.keyboard.press('w')
  await page.waitForSelector('dialog[open] blockquote')
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => one.protocol))
  await page.waitForTimeout(300)
  return { ran, control: await control, shown, seen, links: [...new Set(links)], errors }
}

/** How many payloads run where the same words are taken for markup: one that runs is noticed. */
async function taken(open, payloads) {
  const { context } = await open()
  const ran = new Set()
  await context.exposeFunction('pwn', (number) => ran.add(number))
  const page = await context.newPage()
  for (const payload of payloads) await page.setContent(`<!doctype html><p>${payload}</p>`).catch(() => {})
  await page.waitForTimeout(300)
  return ran.size
}

export async function accessibility({ open, plan, axe }) {
  const found = []
  await Promise.all(['light', 'dark'].map(async (colorScheme) => {
    const { page } = await open({ colorScheme, bypassCSP: true })
    for (const path of [...plan.views, ...VIEWS]) {
      await go(page, path)
      await settle(page)
      await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))))
      if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
      // Only colours differ in the dark.
      const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {}
      const { violations } = await page.evaluate((of) => window.axe.run(document, { ...of, resultTypes: ['violations'] }), rules)
      for (const one of violations) {
        found.push({ colorScheme, path, id: one.id, impact: one.impact, nodes: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) })
      }
    }
  }))
  return { found }
}

/** At 200 % zoom a 1280-pixel window has 640 pixels of its own. */
export async function zoomed({ open, plan }) {
  const { page, errors } = await open({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 })
  const wide = {}
  for (const path of [...plan.views, ...VIEWS]) {
    await go(page, path)
    await settle(page)
    wide[path] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  }
  await go(page, '/statements')
  await settle(page)
  const first = await page.locator('tbody tr').first().evaluate((row) => row.getBoundingClientRect().top - innerHeight)
  const value = page.locator('.facet button.value').first()
  const folded = !(await value.isVisible())
  await page.getByRole('button', { name: 'Filters' }).click()
  await value.click()
  await page.waitForSelector('.chip')
  return { wide, first, folded, errors }
}

export async function login({ open, plan }) {
  const { page } = await open({ reader: null })
  await page.waitForSelector('#word')
  await page.fill('#word', 'not the token of anybody')
  await page.keyboard.press('Enter')
  const refused = await page.locator('form [role="alert"]').textContent()
  await page.fill('#word', plan.readers.eve)
  await page.keyboard.press('Enter')
  await page.waitForSelector('nav')
  await go(page, '/review')
  await settle(page)
  const buttons = await page.locator('.actions button').count()
  return { refused, buttons, notice: await page.locator('.notice').first().textContent() }
}

/** A second reader does not see what the first decided; then both are compared, and one is taken. */
export async function blind({ open, plan }) {
  const [one, two] = [await open(), await open({ reader: 'ben' })]
  await queue(one.page, plan.filter)
  await one.page.keyboard.press('a')
  await told(one.page, 'Accepted')
  await idle(one.page)
  await go(two.page, `/review?${plan.filter}`)
  await two.page.locator('label', { hasText: 'blind' }).locator('input').check()
  await told(two.page, 'You read blind')
  await two.page.waitForSelector('.judging .record')
  await settle(two.page)
  const seen = await two.page.locator('.review').count()
  await two.page.keyboard.press('x')
  await told(two.page, 'Rejected')
  await idle(two.page)
  await two.page.locator('label', { hasText: 'blind' }).locator('input').uncheck()
  await told(two.page, 'shown again')
  await two.page.locator('a', { hasText: 'Agreement' }).click()
  await two.page.waitForSelector('.fields')
  const verdict = await two.page.locator('.fields tr', { hasText: 'verdict' }).locator('td').allTextContents()
  await two.page.locator('.apart button', { hasText: 'Take this' }).first().click()
  await idle(two.page)
  return { seen, verdict, errors: [...one.errors, ...two.errors] }
}

/** The record is taken away while the page is open, and comes back. */
export async function gone({ open, plan, take, bring }) {
  const { page } = await open()
  await settle(page)
  await page.clock.install()
  await page.reload()
  await settle(page)
  await take()
  await page.locator('nav a', { hasText: 'Episodes' }).click()
  await page.waitForSelector('.banner')
  const banner = await page.locator('.banner').textContent()
  await bring()
  // Nobody has to ask for it: the page does, every few seconds, which pass here at once.
  await page.clock.fastForward(6000)
  await page.waitForSelector('.banner', { state: 'detached' })
  return { banner, after: await page.locator('main h1').textContent() }
}

/** Milliseconds that somebody waits, several times over. */
export async function speed({ open, plan }) {
  const { page } = await open()
  const waits = {}
  const timed = async (name, what) => {
    const began = performance.now()
    await what()
    ;(waits[name] ??= []).push(Math.round(performance.now() - began))
  }
  const heading = () => page.locator('main h1').textContent()
  const other = (old) => page.waitForFunction((words) => document.querySelector('main h1')?.textContent !== words, old)
  for (let turn = 0; turn < plan.turns; turn++) {
    await timed('first view', async () => {
      await page.goto('/')
      await page.waitForSelector('tbody tr')
      await page.waitForSelector('.facet button.value')
    })
    await settle(page)
    await timed('filter', async () => {
      const old = await heading()
      await page.locator('.facet button.value').nth(turn).click()
      await other(old)
    })
    await settle(page)
    await timed('report', async () => {
      await page.locator('td.sentence a:not(.small)').nth(turn * 3).click()
      await page.waitForSelector('.cards li')
    })
  }
  return { waits }
}
