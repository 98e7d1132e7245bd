import { render } from 'preact'

const root = document.getElementById('app')
if (root) render(<h1>Từng Ngõ</h1>, root)
