import Testing

@testable import Inference

@Suite struct `The JSON reader` {
  @Test(arguments: [
    ("null", JSONValue.null), ("true", .bool(true)), (" [1, -2.5e1] ", .array([.number(1), .number(-25)])),
    (#""a\n\u00e9\ud83d\ude00\/""#, .string("a\né😀/")), (#""\ud83d!""#, .string("\u{FFFD}!")),
    (#""\ud83d\u0041""#, .string("\u{FFFD}A")), ("\"raw\nline\"", .string("raw\nline")), ("{}", .object([])),
    (#"{"a":{"b":[]}}"#, .object([.init(name: "a", value: .object([.init(name: "b", value: .array([]))]))])),
  ])
  func `reads what is JSON`(text: String, value: JSONValue) throws {
    #expect(try JSONReader.read(text) == value)
  }

  @Test(arguments: [
    ("", JSONError.Problem.ended), ("{", .ended), (#"{"a""#, .ended), (#""abc"#, .ended), ("[1,", .ended),
    ("tru", .ended), ("trux", .unexpected), ("{a:1}", .unexpected), ("[1 2]", .unexpected),
    ("01", .badNumber),
    ("1e", .badNumber), ("-", .badNumber), ("1e999", .badNumber), (#""\x""#, .badEscape),
    (#""\u12g4""#, .badEscape), ("1 2", .trailing), ("\"\u{1}\"", .unexpected), ("[,]", .unexpected),
  ])
  func `says why a text is not`(text: String, problem: JSONError.Problem) {
    #expect(throws: JSONError.self) { try JSONReader.read(text) }
    do { _ = try JSONReader.read(text) } catch { #expect(error.problem == problem) }
  }

  @Test(arguments: ["[", #"{"a":"#])
  func `gives up on ten thousand levels`(opening: String) {
    let text = String(repeating: opening, count: 10_000)
    do { _ = try JSONReader.read(text) } catch { #expect(error.problem == .tooDeep) }
  }

  @Test func `survives every truncation and every changed byte`() {
    let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",true,null,{"b":""}]}"#.utf8)
    for end in text.indices { #expect(throws: JSONError.self) { try JSONReader.read(Array(text[..<end])) } }
    for index in text.indices {
      for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0x5D, 0xFF] {
        var changed = text
        changed[index] = byte
        _ = try? JSONReader.read(changed)
      }
    }
  }

  @Test func `makes text of bytes that are not UTF-8`() throws {
    #expect(try JSONReader.read([0x22, 0x61, 0xFF, 0x22]) == .string("a\u{FFFD}"))
  }
}

@Suite struct `The JSON writer` {
  @Test func `writes what the reader reads back`() throws {
    let hostile = "quote \" slash \\ line \n tab \t nul \0 esc \u{1B} del \u{7F} é 😀 \u{2028} </script>"
    var writer = JSONWriter()
    writer.object { json in
      json.string("a\"b", hostile)
      json.array("list") { list in
        list.object { $0.int("n", -1) }
        list.object { $0.bool("t", true) }
        list.array { _ in }
        list.string(nil, "s")
      }
      json.double("d", 0.25)
      json.double("nan", .nan)
    }
    let value = try JSONReader.read(writer.bytes)
    #expect(value["a\"b"]?.string == hostile)
    #expect(value["list"]?.array?.count == 4)
    #expect(value["list"]?.array?.first?["n"]?.int == -1)
    #expect(value["d"]?.double == 0.25)
    #expect(value["nan"]?.double == 0)
  }
}
