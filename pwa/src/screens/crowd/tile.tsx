import { useRef } from 'preact/hooks'
import type { Service } from '../../queries'
import { nameOf } from '../home/tile-labels'
import { Face } from '../home/tiles'

interface Props {
  service: Service
  n: number
  onTap: () => void
  /** Held down, or the menu key: for more than one. */
  onMore: () => void
}

const HELD_MS = 500
const SLIPPED = 12

/** One service at a stall: a tap is a person. */
export function CrowdTile({ service, n, onTap, onMore }: Props) {
  const press = useRef<{ timer: number; x: number; y: number } | null>(null)
  const wasHeld = useRef(false)
  const release = () => {
    if (press.current) clearTimeout(press.current.timer)
    press.current = null
  }
  const hold = () => {
    release()
    wasHeld.current = true
    onMore()
  }
  return (
    <button
      type="button"
      class="tile counting"
      data-group={service.group}
      aria-label={nameOf(service)}
      onPointerDown={(event) => {
        wasHeld.current = false
        const { clientX: x, clientY: y } = event
        press.current = { timer: window.setTimeout(hold, HELD_MS), x, y }
      }}
      onPointerMove={({ clientX, clientY }) => {
        const { x = clientX, y = clientY } = press.current ?? {}
        if (Math.hypot(clientX - x, clientY - y) > SLIPPED) release()
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={release}
      onContextMenu={(event) => {
        // A finger that rests here opens Android's menu, and so does the menu key.
        event.preventDefault()
        if (!wasHeld.current) hold()
      }}
      onClick={() => {
        const held = wasHeld.current
        wasHeld.current = false
        if (!held) onTap()
      }}
    >
      <Face service={service} n={n} />
    </button>
  )
}
