internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// One GET, redirects followed: each host checked before it is dialled, and credentials kept to the place they are for.
struct Exchange: Sendable {
    let settings: FetchSettings
    /// The most bytes that come in one piece. Larger ones are no faster, and now and then add 10 MB to what is in use.
    private static let pieceLimit = 1 << 18

    /// One thread reads all sockets: a gigabyte a second is more than it has to, and more threads would keep more buffers,
    /// by the number of cores.
    private static let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// An answer whose body has yet to be read.
    struct Answer: Sendable {
        let head: AnswerHead
        let body: AnswerReader.Body
        /// Where it came from in the end.
        let url: RemoteURL
    }

    /// Asks for what is at `url`, from byte `offset` on where that is not 0, and hands the answer to `use`. The
    /// connection is closed afterwards. Throws ``FetchError`` and what `use` throws.
    func get<Value: Sendable>(
        _ url: RemoteURL, from offset: Int, of validator: Validator?,
        _ use: @Sendable (Answer) async throws -> Value
    ) async throws -> Value {
        var (place, seen) = (url, Set([url]))
        while true {
            // A user and a password are for the place that they were given for, wherever it redirects to.
            let authorization = place.hasSameOrigin(as: url) ? url.authorization : nil
            let request = try request(for: place, from: offset, of: validator, authorization: authorization)
            let step: Step<Value> = try await connected(to: place, request) { answer in
                if let next = try redirect(answer, from: place) { return .elsewhere(next) }
                return .done(try await use(answer))
            }
            switch step {
            case .done(let value): return value
            case .elsewhere(let next):
                guard seen.count <= settings.redirectLimit else {
                    throw FetchError(
                        url: url.publicText, problem: .unusable("more than \(settings.redirectLimit) redirects"))
                }
                guard seen.insert(next).inserted else {
                    throw FetchError(
                        url: url.publicText, problem: .unusable("redirects in a circle, by way of \(next)"))
                }
                place = next
            }
        }
    }

    private enum Step<Value: Sendable>: Sendable {
        case done(Value)
        case elsewhere(RemoteURL)
    }

    private func redirect(_ answer: Answer, from place: RemoteURL) throws -> RemoteURL? {
        guard [301, 302, 303, 307, 308].contains(answer.head.status), let location = answer.head["location"] else {
            return nil
        }
        let next: RemoteURL
        do {
            next = try place.redirected(to: location)
        } catch {
            throw FetchError(url: place.publicText, problem: .forbidden("it redirects to \(error)"))
        }
        if place.isSecure, !next.isSecure {
            throw FetchError(
                url: place.publicText, problem: .forbidden("it redirects to \(next), which is not encrypted"))
        }
        return next
    }

    private func request(
        for url: RemoteURL, from offset: Int, of validator: Validator?, authorization: String?
    ) throws -> HTTPClient.Request {
        var request = try HTTPClient.Request(url: url.text)
        request.headers.add(name: "User-Agent", value: settings.userAgent)
        request.headers.add(name: "Accept", value: "video/*, application/octet-stream;q=0.9, */*;q=0.5")
        request.headers.add(name: "Accept-Encoding", value: "identity")
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        if offset > 0, let validator {
            request.headers.add(name: "Range", value: "bytes=\(offset)-")
            request.headers.add(name: "If-Range", value: validator.text)
        }
        return request
    }

    /// Sends a request to the first of the host's addresses that takes a connection.
    private func connected<Value: Sendable>(
        to url: RemoteURL, _ request: HTTPClient.Request, _ use: (Answer) async throws -> Value
    ) async throws -> Value {
        let addresses = try await AddressGuard(allowPrivate: settings.allowPrivate, exceptions: settings.exceptions)
            .addresses(for: url)
        for (index, address) in addresses.enumerated() {
            let client = HTTPClient(
                eventLoopGroupProvider: .shared(Self.loop), configuration: configuration(for: url, at: address))
            let answer: Answer
            do {
                let (head, body) = try await AnswerReader.answer(
                    to: request, of: client, within: .init(settings.connectTimeout + settings.firstByteTimeout))
                let fields = head.headers.map { ($0.name, $0.value) }
                answer = Answer(head: AnswerHead(status: Int(head.status.code), fields: fields), body: body, url: url)
            } catch {
                try? await client.shutdown()
                try Task.checkCancellation()
                let failure = ConnectionFailure(error, settings)
                if failure.isBeforeRequest, index + 1 < addresses.count { continue }
                throw FetchError(
                    url: url.publicText,
                    problem: failure.isLasting ? .unusable(failure.words) : .network(failure.words))
            }
            do {
                let value = try await use(answer)
                try? await client.shutdown()
                return value
            } catch {
                try? await client.shutdown()
                throw error
            }
        }
        throw FetchError(url: url.publicText, problem: .network("\(url.host) has no address"))
    }

    private func configuration(for url: RemoteURL, at address: IPAddress) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .init(settings.connectTimeout), read: .init(settings.stallWindow)),
            decompression: .disabled)
        // The name stays in Host, in TLS's SNI and in the check of the certificate; the address that was judged is dialled.
        configuration.dnsOverride = [url.host: "\(address)"]
        // One connection a download: HTTP/2 would add its own flow control and nothing else.
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        // Fewer and larger pieces than by default, each of which costs its way across three threads: with 64 kB ones a
        // download takes half again as long.
        configuration.http1_1ConnectionDebugInitializer = { channel in
            channel.setOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 4096, initial: 1 << 16, maximum: Self.pieceLimit))
        }
        if let authorities = settings.authorities {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.additionalTrustRoots = [.file(authorities)]
            configuration.tlsConfiguration = tls
        }
        return configuration
    }
}
