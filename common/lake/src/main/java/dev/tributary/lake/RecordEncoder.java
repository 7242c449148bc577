package dev.tributary.lake;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.EncoderField;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Lets Java records cross Spark. {@code Encoders.bean} silently makes an empty struct of a record;
 * this builds Catalyst's encoder of products instead: canonical constructor in, accessors out.
 *
 * <p>Catalyst is internal to Spark, so all of it that we touch is in this class.
 */
public final class RecordEncoder {

  private static final Map<Class<?>, AgnosticEncoder<?>> LEAVES =
      Map.ofEntries(
          Map.entry(String.class, AgnosticEncoders.StringEncoder$.MODULE$),
          Map.entry(Instant.class, AgnosticEncoders.STRICT_INSTANT_ENCODER()),
          Map.entry(LocalDate.class, AgnosticEncoders.STRICT_LOCAL_DATE_ENCODER()),
          Map.entry(byte[].class, AgnosticEncoders.BinaryEncoder$.MODULE$),
          Map.entry(
              long[].class,
              new AgnosticEncoders.ArrayEncoder<>(
                  AgnosticEncoders.PrimitiveLongEncoder$.MODULE$, false)),
          Map.entry(
              int[].class,
              new AgnosticEncoders.ArrayEncoder<>(
                  AgnosticEncoders.PrimitiveIntEncoder$.MODULE$, false)),
          Map.entry(boolean.class, AgnosticEncoders.PrimitiveBooleanEncoder$.MODULE$),
          Map.entry(int.class, AgnosticEncoders.PrimitiveIntEncoder$.MODULE$),
          Map.entry(long.class, AgnosticEncoders.PrimitiveLongEncoder$.MODULE$),
          Map.entry(double.class, AgnosticEncoders.PrimitiveDoubleEncoder$.MODULE$),
          Map.entry(Boolean.class, AgnosticEncoders.BoxedBooleanEncoder$.MODULE$),
          Map.entry(Integer.class, AgnosticEncoders.BoxedIntEncoder$.MODULE$),
          Map.entry(Long.class, AgnosticEncoders.BoxedLongEncoder$.MODULE$),
          Map.entry(Double.class, AgnosticEncoders.BoxedDoubleEncoder$.MODULE$));

  private RecordEncoder() {}

  /**
   * The encoder of a public record of strings, numbers, booleans, byte[], long[], int[], Instant,
   * LocalDate, nested records and lists of these. Columns are named like the components.
   *
   * @throws IllegalArgumentException when a component has any other type (Optional too, which Spark
   *     would silently store wrong), or the record is not public
   */
  public static <R extends Record> Encoder<R> of(Class<R> type) {
    return product(type);
  }

  private static <R> AgnosticEncoder<R> product(Class<R> type) {
    if (!java.lang.reflect.Modifier.isPublic(type.getModifiers())) {
      throw new IllegalArgumentException(
          "The record "
              + type.getName()
              + " is not public, so Spark's generated code can't call it. Make it public.");
    }
    List<EncoderField> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      AgnosticEncoder<?> encoder = encoder(component.getGenericType(), type, component.getName());
      fields.add(
          new EncoderField(
              component.getName(),
              encoder,
              !component.getType().isPrimitive(),
              Metadata.empty(),
              Option.empty(),
              Option.empty()));
    }
    return new AgnosticEncoders.ProductEncoder<>(
        ClassTag$.MODULE$.apply(type),
        CollectionConverters.asScala(fields).toSeq(),
        Option.empty());
  }

  private static AgnosticEncoder<?> encoder(Type type, Class<?> owner, String component) {
    if (type instanceof Class<?> plain && LEAVES.containsKey(plain)) {
      return LEAVES.get(plain);
    }
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return product(plain);
    }
    if (type instanceof ParameterizedType listType && listType.getRawType() == List.class) {
      Type element = listType.getActualTypeArguments()[0];
      return new AgnosticEncoders.IterableEncoder<>(
          ClassTag$.MODULE$.apply(List.class), encoder(element, owner, component), true, false);
    }
    throw new IllegalArgumentException(
        "The component "
            + component
            + " of "
            + owner.getName()
            + " has the type "
            + type.getTypeName()
            + ", which Spark would not store as it is. Use a string, number, boolean, byte[],"
            + " Instant, LocalDate, a record or a List of these, and null instead of Optional.");
  }
}
