// Code in WebAssembly that scripts/kernel.mjs has compiled, and its memory.

/** What is used of the global object that Node and browsers have; TypeScript declares it only together with all of the browser's. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** Memory of a kernel. Growing it detaches `buffer` and all views of it. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 kB; a `RangeError` where there is no room. */
  grow(pages: number): number;
}

/** A number that a kernel exports: an address in bytes, a count. */
export interface Address {
  readonly value: number;
}

/** Bytes of a page of memory. */
export const WASM_PAGE = 65_536;

/** In bytes. From here on a kernel is not worth keeping for the next text: its memory does not shrink. */
export const LARGE_MEMORY = 16_777_216;

/**
 * Makes a memory hold so many bytes at least.
 *
 * @returns whether it has grown: its views are no good then
 * @throws RangeError where there is no room
 */
export function growTo(memory: WasmMemory, bytes: number): boolean {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / WASM_PAGE));
  return missing > 0;
}

/**
 * Starts a kernel with a memory of its own: one for each thread.
 *
 * @param code the compiled kernel, base64
 * @param bytes what the memory holds at least; what is never touched takes no memory of the machine
 * @param imports functions that it calls
 * @typeParam Exports what the kernel exports: functions, and {@link Address} for numbers
 */
export function startWasm<Exports>(
  code: string,
  bytes: number,
  imports: Readonly<Record<string, (a: number, b: number) => number>> = {},
): { readonly memory: WasmMemory; readonly exports: Exports } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / WASM_PAGE) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(code, "base64")), { env: { memory, ...imports } });
  return { memory, exports: exports as Exports };
}
