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

/** Bytes of a page of memory. */
export const WASM_PAGE = 65_536;

/**
 * Starts a kernel with a memory of its own: one for each thread.
 *
 * @param code the compiled kernel, base64
 * @param bytes what the memory holds at least; what is never touched takes no memory of the machine
 * @param imports functions that it calls
 * @typeParam Exports what the kernel exports; a number is an object with a `value`
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
