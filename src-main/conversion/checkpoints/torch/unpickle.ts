import { ByteReader } from './byte-reader';
import { isA } from './pickle-values';
import type { PickleValue } from './pickle-values';
import { callGlobal, malformed, requireKnownGlobal, storageOf } from './torch-globals';

/** A checkpoint of a thousand tensors takes some fifty thousand. */
const MAX_OPERATIONS = 1_000_000;

/**
 * Reads one pickle of a torch checkpoint (protocols 2 to 4; opcodes as in CPython's Lib/pickletools.py). Nothing is imported or run: names
 * outside a short list are refused, and so is every opcode that such checkpoints do not need.
 * @returns the value and where the pickle ends. @throws Failure('model') with the reason; {@link EndOfBytes} when the bytes end before the pickle does.
 */
export function unpickle(bytes: Uint8Array, start = 0): { readonly value: PickleValue; readonly end: number } {
  const machine = new PickleMachine(new ByteReader(bytes, start));
  return machine.run();
}

class PickleMachine {
  private readonly stack: PickleValue[] = [];
  private readonly marks: number[] = [];
  private readonly memo = new Map<number, PickleValue>();

  constructor(private readonly reader: ByteReader) {}

  run(): { readonly value: PickleValue; readonly end: number } {
    for (let n = 0; n < MAX_OPERATIONS; n += 1) {
      const opcode = this.reader.byte();
      if (opcode === 0x2e) return { value: this.pop(), end: this.reader.position };
      this.step(opcode);
    }
    throw malformed('describes its tensors with more than a million steps; download it again');
  }

  private step(opcode: number): void {
    const { reader } = this;
    switch (opcode) {
      case 0x80: reader.byte(); return; // PROTO
      case 0x95: reader.take(8); return; // FRAME
      case 0x28: this.marks.push(this.stack.length); return; // MARK
      case 0x30: this.pop(); return; // POP
      case 0x31: this.popToMark(); return; // POP_MARK
      case 0x32: this.push(this.top()); return; // DUP
      case 0x4e: this.push(null); return; // NONE
      case 0x88: this.push(true); return; // NEWTRUE
      case 0x89: this.push(false); return; // NEWFALSE
      case 0x4a: this.push(reader.int32()); return; // BININT
      case 0x4b: this.push(reader.byte()); return; // BININT1
      case 0x4d: this.push(reader.uint16()); return; // BININT2
      case 0x8a: this.push(reader.long(reader.byte())); return; // LONG1
      case 0x47: this.push(reader.float64()); return; // BINFLOAT
      case 0x58: this.push(reader.text(reader.uint32())); return; // BINUNICODE
      case 0x8c: this.push(reader.text(reader.byte())); return; // SHORT_BINUNICODE
      case 0x54: this.push(reader.text(reader.uint32())); return; // BINSTRING
      case 0x55: this.push(reader.text(reader.byte())); return; // SHORT_BINSTRING
      case 0x42: this.push(reader.take(reader.uint32())); return; // BINBYTES
      case 0x43: this.push(reader.take(reader.byte())); return; // SHORT_BINBYTES
      case 0x29: this.push({ is: 'tuple', items: [] }); return; // EMPTY_TUPLE
      case 0x74: this.push({ is: 'tuple', items: this.popToMark() }); return; // TUPLE
      case 0x85: this.push({ is: 'tuple', items: this.popMany(1) }); return; // TUPLE1
      case 0x86: this.push({ is: 'tuple', items: this.popMany(2) }); return; // TUPLE2
      case 0x87: this.push({ is: 'tuple', items: this.popMany(3) }); return; // TUPLE3
      case 0x5d: this.push({ is: 'list', items: [] }); return; // EMPTY_LIST
      case 0x61: this.append(this.popMany(1)); return; // APPEND
      case 0x65: this.append(this.popToMark()); return; // APPENDS
      case 0x7d: this.push({ is: 'dict', pairs: [] }); return; // EMPTY_DICT
      case 0x73: this.setItems(this.popMany(2)); return; // SETITEM
      case 0x75: this.setItems(this.popToMark()); return; // SETITEMS
      case 0x71: this.memo.set(reader.byte(), this.top()); return; // BINPUT
      case 0x72: this.memo.set(reader.uint32(), this.top()); return; // LONG_BINPUT
      case 0x94: this.memo.set(this.memo.size, this.top()); return; // MEMOIZE
      case 0x68: this.recall(reader.byte()); return; // BINGET
      case 0x6a: this.recall(reader.uint32()); return; // LONG_BINGET
      case 0x63: this.global(reader.line(), reader.line()); return; // GLOBAL
      case 0x93: this.stackGlobal(); return; // STACK_GLOBAL
      case 0x51: this.push(storageOf(this.pop())); return; // BINPERSID
      case 0x52: this.reduce(); return; // REDUCE
      case 0x62: this.build(); return; // BUILD
      default: throw malformed(`has the pickle opcode 0x${opcode.toString(16)}, which no plain checkpoint needs; download it again, or save it as safetensors`);
    }
  }

  private push(value: PickleValue): void {
    this.stack.push(value);
  }

  private top(): PickleValue {
    const value = this.stack.at(-1);
    if (value === undefined) throw damaged();
    return value;
  }

  private pop(): PickleValue {
    const value = this.top();
    this.stack.pop();
    return value;
  }

  private popMany(n: number): PickleValue[] {
    if (this.stack.length < n) throw damaged();
    return this.stack.splice(this.stack.length - n);
  }

  private popToMark(): PickleValue[] {
    const mark = this.marks.pop();
    if (mark === undefined || mark > this.stack.length) throw damaged();
    return this.stack.splice(mark);
  }

  private append(items: readonly PickleValue[]): void {
    const list = this.top();
    if (!isA(list, 'list')) throw damaged();
    for (const item of items) list.items.push(item);
  }

  private setItems(items: readonly PickleValue[]): void {
    const dict = this.top();
    if (!isA(dict, 'dict') || items.length % 2 !== 0) throw damaged();
    for (let i = 0; i < items.length; i += 2) dict.pairs.push([items[i] ?? null, items[i + 1] ?? null]);
  }

  private recall(place: number): void {
    const value = this.memo.get(place);
    if (value === undefined) throw damaged();
    this.push(value);
  }

  private stackGlobal(): void {
    const [module, name] = this.popMany(2);
    if (typeof module !== 'string' || typeof name !== 'string') throw damaged();
    this.global(module, name);
  }

  private global(module: string, name: string): void {
    const full = `${module}.${name}`;
    requireKnownGlobal(full);
    this.push({ is: 'global', name: full });
  }

  private reduce(): void {
    const [callee, args] = this.popMany(2);
    if (!isA(callee, 'global') || !isA(args, 'tuple')) throw damaged();
    this.push(callGlobal(callee.name, args.items));
  }

  /** Sets attributes; a state dictionary's are versions that do not matter here. */
  private build(): void {
    this.pop();
    if (!isA(this.top(), 'dict')) throw malformed('gives attributes to something that is no dictionary; save the weights alone, best as safetensors');
  }
}

const damaged = () => malformed('is damaged where it describes its tensors; download it again');
