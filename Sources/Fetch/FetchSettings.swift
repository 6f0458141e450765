/// How a download behaves: how long it waits, how often it tries, how much it takes, and where it may go.
package struct FetchSettings: Sendable {
    /// How long a connection may take, TLS included; looking its name up takes as long as the system lets it.
    package var connectTimeout: Duration = .seconds(15)
    /// How long a server may take from the request to the head of its answer.
    package var firstByteTimeout: Duration = .seconds(60)
    /// The time over which a body's speed is judged; a body that brings nothing for as long has stalled too.
    package var stallWindow: Duration = .seconds(30)
    /// The slowest body that is waited for, in bytes a second over the window.
    package var stallBytesPerSecond = 1024
    /// How many tries in a row may bring nothing new before the download is given up.
    package var retries = 6
    /// The first pause between tries is random up to this; each further one up to twice as long.
    package var firstPause: Duration = .milliseconds(500)
    /// No pause is longer, unless the server asks for it.
    package var longestPause: Duration = .seconds(60)
    /// What `Retry-After` asks for is granted up to this.
    package var longestRetryAfter: Duration = .seconds(300)
    /// For how long a file that a job has just promised may be absent.
    package var absencePatience: Duration = .seconds(90)
    /// The most bytes a file may have.
    package var byteLimit = 2 << 30
    /// The most redirects that are followed.
    package var redirectLimit = 10
    /// How often what has arrived is synced, so that a power cut costs no more than this.
    package var checkpoint: Duration = .seconds(5)
    /// Whether loopback, private and link-local addresses may be dialled.
    package var allowPrivate = false
    /// A file of certificates, in PEM, of authorities that are trusted beside the system's; `nil` for none.
    package var authorities: String?
    /// Addresses near by that may be dialled all the same.
    var exceptions: Set<IPAddress> = []
    /// What the servers are told of us.
    package var userAgent = "dailies"

    /// The defaults.
    package init() {}
}
