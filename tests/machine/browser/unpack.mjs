// Unpacks Chromium and the libraries it may miss into the folder named first.
import { renameSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
process.env.TMPDIR = folder
const { default: chromium } = await import('@sparticuz/chromium')
const made = await chromium.executablePath()
const wanted = join(folder, 'chromium')
if (made !== wanted) renameSync(made, wanted)
