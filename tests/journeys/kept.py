"""What a page has put into its store, asked of the store itself: a write that was asked for is not
done yet, and a page that is left before takes it along."""

from playwright.sync_api import Page

_IS_THERE = """async ([said, there]) => {
  const open = indexedDB.open('tungngo')
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result) })
  const all = db.transaction('drafts').objectStore('drafts').getAll()
  await new Promise((done) => { all.onsuccess = done })
  db.close()
  return all.result.some((draft) => JSON.stringify(draft.value).includes(said)) === there
}"""


def wait_until_kept(page: Page, value: str) -> None:
    """Until a form that is begun holds the value: text, or JSON of more than one."""
    _wait(page, value, True)


def wait_until_gone(page: Page, value: str) -> None:
    """Until no form that is begun holds the value."""
    _wait(page, value, False)


def _wait(page: Page, value: str, there: bool) -> None:
    page.wait_for_function(_IS_THERE, arg=[value, there], polling=50)
