// Runs the phones of the simulation. It reads one JSON message a line and answers with as many:
// {"do": "open" | "call" | "answer" | "kill" | "copy" | "empty" | "forget", …}.

import { createInterface } from 'node:readline'
import { bootOf } from './bundle.ts'
import { Process, type Reply, type Request } from './process.ts'
import { Storage } from './storage.ts'

type Message =
  | { do: 'open'; process: string; storage: string; seed: string }
  | { do: 'call'; process: string; name: string; args: unknown[]; now: number; life: number | null }
  | { do: 'answer'; process: string; reply: Reply | null }
  | { do: 'kill'; process: string }
  | { do: 'copy'; from: string; to: string; now: number }
  | { do: 'empty'; storage: string }
  | { do: 'forget' }

const storages = new Map<string, Storage>()
const processes = new Map<string, Process>()
const waiting = new Map<string, (reply: Reply | null) => void>()
const boot = await bootOf()

function tell(news: object): void {
  process.stdout.write(`${JSON.stringify(news)}\n`)
}

function open(name: string, storage: string, seed: string): Process {
  const kept = storages.get(storage) ?? new Storage()
  storages.set(storage, kept)
  const network = async (request: Request) => {
    const answered = new Promise<Reply | null>((resolve) => waiting.set(name, resolve))
    tell({ event: 'request', process: name, ...request })
    return await answered
  }
  const made = new Process(boot, kept, seed, network)
  processes.set(name, made)
  return made
}

/** Another phone gets all that this one holds. */
async function copy(from: string, to: string, now: number): Promise<void> {
  const [source, target] = [open(`${from} read`, from, ''), open(`${to} write`, to, '')]
  source.now = target.now = now
  const read = (await source.call('pour', [], null)) as { value: unknown }
  await target.call('fill', [read.value], null)
  storages.get(to)?.copyBeside(storages.get(from) as Storage)
  for (const done of [`${from} read`, `${to} write`]) processes.delete(done)
}

async function heed(message: Message): Promise<void> {
  if (message.do === 'open') open(message.process, message.storage, message.seed)
  else if (message.do === 'answer') {
    const answered = waiting.get(message.process)
    waiting.delete(message.process)
    answered?.(message.reply)
  } else if (message.do === 'kill') {
    processes.get(message.process)?.kill()
    processes.delete(message.process)
    waiting.delete(message.process)
  } else if (message.do === 'copy') {
    await copy(message.from, message.to, message.now)
    tell({ event: 'done', process: message.to })
  } else if (message.do === 'empty') {
    storages.get(message.storage)?.empty()
  } else if (message.do === 'forget') {
    for (const map of [storages, processes, waiting]) map.clear()
  } else {
    const one = processes.get(message.process) as Process
    one.now = message.now
    const ended = await one.call(message.name, message.args, message.life)
    if (ended === 'killed') {
      processes.delete(message.process)
      waiting.delete(message.process)
      tell({ event: 'killed', process: message.process })
    } else tell({ event: 'done', process: message.process, ...(ended as object) })
  }
}

tell({ event: 'ready' })
for await (const line of createInterface({ input: process.stdin })) void heed(JSON.parse(line))
