package dev.tributary.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms depend on each other as the picture in the README says, and in no other way. */
class LayersTest {

  private static final JavaClasses EVERYTHING =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tributary");

  @Test
  void layersMeetOnlyInTheCommandLine() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.tributary..")
        .layer("core")
        .definedBy("dev.tributary.core..")
        .layer("lake")
        .definedBy("dev.tributary.lake..")
        .layer("simulator")
        .definedBy("dev.tributary.simulator..")
        .layer("broker")
        .definedBy("dev.tributary.broker..")
        .layer("capture")
        .definedBy("dev.tributary.capture..")
        .layer("speed")
        .definedBy("dev.tributary.speed..")
        .layer("batch")
        .definedBy("dev.tributary.batch..")
        .layer("serving")
        .definedBy("dev.tributary.serving..")
        .layer("benchmarks")
        .definedBy("dev.tributary.benchmarks..")
        .layer("cli")
        .definedBy("dev.tributary.cli..")
        .layer("testkit")
        .definedBy("dev.tributary.testkit..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("capture")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("speed")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("batch")
        .mayOnlyBeAccessedByLayers("cli", "benchmarks")
        .whereLayer("serving")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("simulator")
        .mayOnlyBeAccessedByLayers("cli", "benchmarks")
        .whereLayer("broker")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("benchmarks")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("lake")
        .mayOnlyBeAccessedByLayers("speed", "batch", "benchmarks", "cli")
        .check(EVERYTHING);
  }

  @Test
  void packagesOfTheBatchLayerBuildUponEachOtherInOneDirection() {
    slices().matching("dev.tributary.batch.(*)..").should().beFreeOfCycles().check(EVERYTHING);
  }

  @Test
  void coreKnowsNoEngine() {
    noClasses()
        .that()
        .resideInAPackage("dev.tributary.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..",
            "org.apache.kafka..",
            "org.apache.hadoop..",
            "io.delta..",
            "io.netty..",
            "scala..",
            "software.amazon..")
        .check(EVERYTHING);
  }

  @Test
  void theEdgeAndServingRunWithoutSpark() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.tributary.capture..", "dev.tributary.serving..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(EVERYTHING);
  }
}
