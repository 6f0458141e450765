package import Apiframe
internal import Foundation
package import Pipeline

/// What a worker tells the process that does a job: a line of JSON on its standard input, which then stays open for as long
/// as the worker lives. The source is no argument, which every user of the machine could read: a signed URL is a secret.
package struct ChildOrder: Codable, Sendable, Equatable {
    package let source: ClipSource
    package let limits: JobLimits
    /// What the API is asked with, where it has to be. It is told here, since every child of the child would be given a
    /// variable, and `/proc/PID/environ` shows it.
    package let apiKey: APIKey?

    /// A Swift program reserves address space that it never uses, for each thread; this much beyond what it may have in use.
    private static let unusedAddresses = 8 << 30

    package init(source: ClipSource, limits: JobLimits, apiKey: APIKey? = nil) {
        self.source = source
        self.limits = limits
        self.apiKey = apiKey
    }

    /// The line.
    func line() throws -> Data { try JSONEncoder().encode(self) + Data("\n".utf8) }

    /// In the child: takes the order, keeps to its limits from now on, and ends this process when the worker's ends.
    package static func receive() throws -> ChildOrder {
        var line = Data()
        var byte: UInt8 = 0
        // Byte by byte: what comes after the line is not ours to read here.
        while read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n"), line.count < 1 << 20 { line.append(byte) }
        let order = try JSONDecoder().decode(ChildOrder.self, from: line)
        order.limits.apply(addresses: order.limits.memory + unusedAddresses)
        let thread = Thread {
            var rest: UInt8 = 0
            while true {
                let count = read(STDIN_FILENO, &rest, 1)
                if count > 0 || (count < 0 && errno == EINTR) { continue }
                // Nobody waits for the result, and somebody else may be given the job.
                kill(getpid(), SIGKILL)
            }
        }
        thread.name = "worker's end"
        thread.stackSize = 1 << 16
        thread.start()
        return order
    }
}

extension JobLimits {
    /// Holds this process to the limits that the kernel keeps; the worker watches over the others.
    fileprivate func apply(addresses: Int) {
        // A write beyond the limit fails like one on a full disk, instead of ending the process.
        signal(SIGXFSZ, SIG_IGN)
        for (resource, most) in [(RLIMIT_FSIZE, fileSize), (RLIMIT_AS, addresses), (RLIMIT_CORE, 0)] {
            var limit = rlimit()
            getrlimit(Resource(resource), &limit)
            limit.rlim_cur = min(limit.rlim_max, rlim_t(most))
            setrlimit(Resource(resource), &limit)
        }
    }
}

#if os(Linux)
    /// Glibc has an enumeration for the constants and a number for the calls.
    private func Resource(_ resource: __rlimit_resource) -> __rlimit_resource_t { .init(resource.rawValue) }
#else
    private func Resource(_ resource: Int32) -> Int32 { resource }
#endif
