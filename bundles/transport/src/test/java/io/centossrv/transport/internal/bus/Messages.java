// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.ReportHandler;
import io.centossrv.protocol.RequestHandler;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Messages of the tests. */
public final class Messages {
    /** A question or an answer. */
    public record Word(String text) {}

    /** A report. */
    public record News(int number, byte[] filler) {}

    public static final MessageType<Word> QUESTION = MessageType.of("test.question", 1, Word.class);
    public static final MessageType<Word> ANSWER = MessageType.of("test.answer", 1, Word.class);
    public static final MessageType<News> NEWS = MessageType.of("test.news", 1, News.class);
    public static final MessageType<News> OTHER_NEWS = MessageType.of("test.other-news", 1, News.class);

    private Messages() {}

    public static News news(int number) {
        return new News(number, new byte[0]);
    }

    public static RequestHandler<Word, Word> answering(BiFunction<NodeId, Word, Word> answer) {
        return new RequestHandler<>() {
            @Override
            public MessageType<Word> question() {
                return QUESTION;
            }

            @Override
            public MessageType<Word> answer() {
                return ANSWER;
            }

            @Override
            public Word handle(NodeId peer, Word question) {
                return answer.apply(peer, question);
            }
        };
    }

    public static ReportHandler<News> taking(MessageType<News> type, BiConsumer<NodeId, News> taker) {
        return new ReportHandler<>() {
            @Override
            public MessageType<News> type() {
                return type;
            }

            @Override
            public void handle(NodeId from, Instant receivedAt, News report) {
                taker.accept(from, report);
            }
        };
    }
}
