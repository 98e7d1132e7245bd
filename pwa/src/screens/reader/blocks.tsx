import type { ComponentChildren } from 'preact'
import type { PaperBlock } from '../../queries/papers'

interface Props {
  blocks: PaperBlock[]
  /** Which of them hold what is sought. */
  found: ReadonlySet<number>
}

interface Group {
  t: PaperBlock['t']
  parts: { n: number; block: PaperBlock }[]
}

/** The parts of a text: items that follow each other are one list, rows one table. */
export function Blocks({ blocks, found }: Props) {
  const mark = (n: number) => ({ 'data-block': n, class: found.has(n) ? 'found' : undefined })
  return (
    <>
      {grouped(blocks).map(({ t, parts }): ComponentChildren => {
        const first = parts[0] as Group['parts'][number]
        const key = first.n
        if (t === 'li')
          return (
            <ul key={key}>
              {parts.map(({ n, block }) => (
                <li key={n} {...mark(n)}>
                  {block.x}
                </li>
              ))}
            </ul>
          )
        if (t === 'tr')
          return (
            <div key={key} class="paper-table">
              <table>
                <tbody>
                  {parts.map(({ n, block }) => (
                    <tr key={n} {...mark(n)}>
                      {(block.x as string[]).map((cell, at) => (
                        <td key={`${at} ${cell}`}>{cell}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        if (t === 'h')
          return (
            <h2 key={key} {...mark(key)}>
              {first.block.x}
            </h2>
          )
        return (
          <p key={key} {...mark(key)}>
            {first.block.x}
          </p>
        )
      })}
    </>
  )
}

function grouped(blocks: PaperBlock[]): Group[] {
  const found: Group[] = []
  for (const [n, block] of blocks.entries()) {
    const last = found.at(-1)
    if (last && last.t === block.t && (block.t === 'li' || block.t === 'tr'))
      last.parts.push({ n, block })
    else found.push({ t: block.t, parts: [{ n, block }] })
  }
  return found
}
