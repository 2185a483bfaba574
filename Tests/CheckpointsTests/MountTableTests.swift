import Testing

@testable import Checkpoints

@Suite struct MountTableTests {
  private let table = MountTable(
    """
    22 27 0:21 / /proc rw,relatime - proc proc rw
    27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
    41 27 0:52 / /home/a\\040b rw,nosuid - nfs4 server:/export rw,vers=4.2
    43 27 0:300 / /mnt/remote rw,nosuid shared:3 master:2 - fuse.sshfs user@host:/ rw
    broken line
    """)

  @Test(
    arguments: [
      (0x15, "proc"), (0xFE00, "ext4"), (0x34, "nfs4"), (0x10002C, "fuse.sshfs"), (0x99, nil),
    ] as [(UInt64, String?)])
  func `a device leads to its file system`(device: UInt64, kind: String?) {
    #expect(table.fileSystem(ofDevice: device) == kind)
  }

  @Test func `a store on a network file system is refused by the name of that`() async {
    let file = StoreFile(path: "/mnt/share/store.sqlite")
    #expect(await failure { try file.refuse("nfs4") } == .networkFileSystem("nfs4"))
    #expect(await failure { try file.refuse("ext4") } == nil)
    #expect(await failure { try file.refuse(nil) } == nil)
  }

  @Test func `the file system of a directory of this machine is known`() {
    #if os(Linux)
      #expect(StoreFile.fileSystem(of: "/proc") == "proc")
    #endif
    #expect(StoreFile.fileSystem(of: "/no/such/directory") == nil)
  }

  @Test(arguments: [
    ("ext4", false), ("xfs", false), ("btrfs", false), ("tmpfs", false), ("overlay", false), ("apfs", false),
    ("fuse.fuse-overlayfs", false), ("fuseblk", false), ("nfs", true), ("nfs4", true), ("cifs", true),
    ("smb3", true), ("smbfs", true), ("fuse.sshfs", true), ("ceph", true), ("fuse.rclone", true),
  ])
  func `only file systems that other machines share are refused`(kind: String, isNetwork: Bool) {
    #expect(MountTable.isNetwork(kind) == isNetwork)
  }
}
