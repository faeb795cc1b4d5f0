import { describeWith } from '../../tests/services.ts'
import { cornerOf } from '../mqtt/corner-for-tests.ts'
import { gpsContract } from './gps.contract.ts'

await describeWith('mosquitto', 'over a real Mosquitto', url => {
  gpsContract(async () => cornerOf(url))
})
