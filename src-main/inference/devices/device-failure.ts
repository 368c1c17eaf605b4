import { Failure } from '@contract/failure';

/**
 * How a GPU failed. `absent`: there is none, or not its library; `out-of-memory`: a smaller batch may fit; `lost`: the driver has taken the device away
 * (a reset, sleep, unplugged); `failed`: anything else. Nothing that ran on the device before is of use after `lost` and `failed`.
 */
export type DeviceFailureKind = 'absent' | 'out-of-memory' | 'lost' | 'failed';

export class DeviceFailure extends Failure {
  constructor(message: string, readonly kind: DeviceFailureKind, detail?: string) {
    super('device', message, detail);
  }
}

/**
 * What the message of a failing provider means: words of Dawn (WebGPU), Vulkan, CUDA, Direct3D and Metal. Memory is looked for first: a device is also
 * called lost when it was memory that it lacked.
 */
export function failureKind(detail: string): DeviceFailureKind {
  if (/out[ _-]?of[ _-]?(?:\w+[ _-])?memory|bad[ _]?alloc|failed to allocate|allocation failed|insufficient memory|exceeds the max buffer size/i.test(detail)) return 'out-of-memory';
  if (
    /device\]?[ _](?:is |was |has been )?(?:lost|removed|reset|hung|destroyed)|887a000[567]|context (?:is |was )?(?:lost|destroyed)|CUDA_ERROR_(?:LAUNCH|ILLEGAL|CONTEXT)/i.test(
      detail,
    )
  )
    return 'lost';
  return /adapter|shared library|failed to load/i.test(detail) ? 'absent' : 'failed';
}
