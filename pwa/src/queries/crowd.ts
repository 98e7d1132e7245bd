export {
  type Crowd,
  fewestOf,
  peopleOf,
  type Step,
  stepped,
  tapped,
} from '../store/crowd'
