internal import Foundation

/// Where the time of the one decode went.
package struct PassTiming: Sendable, Encodable, Equatable {
    /// Wall-clock seconds.
    package let seconds: Double
    /// Processor seconds of the whole program meanwhile, FFmpeg's own threads included.
    package let processor: Double
    /// Each of our threads, in the order of the data.
    package let threads: [Thread]

    /// One thread.
    package struct Thread: Sendable, Encodable, Equatable {
        /// "decoding", "reduction", "pictures" or "proxies".
        package let name: String
        /// Its own processor seconds; what codecs do on threads of theirs is not in them.
        package let processor: Double
        /// Seconds for which it had nothing to do, or nowhere to put it, because of another thread.
        package let waits: [Wait]
    }

    /// For which thread another one waited, and how long.
    package struct Wait: Sendable, Encodable, Equatable {
        package let thread: String
        package let seconds: Double
    }
}

/// Processor seconds, of the calling thread or of the program.
enum ProcessorTime {
    static var ofThread: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static var ofProgram: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
