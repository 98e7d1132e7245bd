export {
  type Crowd,
  crowdKey,
  fewestOf,
  peopleOf,
  type Step,
  stepped,
  tapped,
} from '../local/crowd'
