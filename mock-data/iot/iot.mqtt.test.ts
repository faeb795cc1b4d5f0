import { describeWith } from '../../tests/services.ts'
import { cornerOf } from '../mqtt/corner-for-tests.ts'
import { iotContract } from './iot.contract.ts'

await describeWith('mosquitto', 'over a real Mosquitto', url => {
  iotContract(async () => cornerOf(url))
})
