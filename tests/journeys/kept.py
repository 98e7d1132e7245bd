"""What a page has put into its store, asked of the store itself: a write that was asked for is not
done yet, and a page that is left before takes it along."""

from playwright.sync_api import Page

_UNTIL = """async ([said, there]) => {
  const open = indexedDB.open('tungngo')
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result) })
  const isThere = async () => {
    const all = db.transaction('drafts').objectStore('drafts').getAll()
    await new Promise((done) => { all.onsuccess = done })
    return all.result.some((draft) => JSON.stringify(draft.value).includes(said))
  }
  for (const until = Date.now() + 20_000; (await isThere()) !== there; ) {
    if (Date.now() > until) throw new Error(`${said} is ${there ? 'not' : 'still'} kept`)
    await new Promise((done) => setTimeout(done, 50))
  }
  db.close()
}"""


def wait_until_kept(page: Page, value: str) -> None:
    """Until a form that is begun holds the value: text, or JSON of more than one."""
    page.evaluate(_UNTIL, [value, True])


def wait_until_gone(page: Page, value: str) -> None:
    """Until no form that is begun holds the value."""
    page.evaluate(_UNTIL, [value, False])
