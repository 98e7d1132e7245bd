import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { encode } from 'uqr'
import { hideSnackbar } from './snackbar'

const QUIET = 4
/** Dots of the picture for a module: sharp on the screens of phones, whatever the code's size. */
const DOTS = 6

/**
 * One code of a loop, on a canvas, since it is drawn anew several times a second. Level L: what one
 * turn spoils the next one brings. It is drawn before anybody can see the label of another one.
 */
export function QrFrame({ text, label }: { text: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  // On a small screen what was said last lies over the code.
  useEffect(hideSnackbar, [])
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const { data, size } = encode(text, { border: 0, ecc: 'L' })
    const side = (size + 2 * QUIET) * DOTS
    // Setting the size clears it.
    element.width = side
    element.height = side
    context.fillStyle = '#fff'
    context.fillRect(0, 0, side, side)
    context.fillStyle = '#000'
    for (const [y, row] of data.entries()) {
      for (const [x, dark] of row.entries()) {
        if (dark) context.fillRect((x + QUIET) * DOTS, (y + QUIET) * DOTS, DOTS, DOTS)
      }
    }
  }, [text])
  return <canvas ref={canvas} class="qr" role="img" aria-label={label} />
}
