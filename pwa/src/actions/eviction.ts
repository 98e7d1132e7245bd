import { room } from '../store/errors'

const papers = () => import('./papers')

/** Where no record finds room any more, papers make some before anybody is told. */
export function letPapersMakeRoom(): void {
  room.make = () =>
    papers()
      .then((one) => one.makeRoom())
      .catch(() => false)
}

/** What was withdrawn, written anew or is for others now is on this phone no longer. */
export async function dropOldPapers(): Promise<void> {
  if (await caches.has('papers')) await (await papers()).dropOldPapers()
}
